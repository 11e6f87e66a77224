import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/**
 * Parsed and validated documents, the least recently used dropped first. Bounded by the length of their sources, since
 * a syntax tree weighs about a hundred times its text. Plans and analyses hang on the document and go with it.
 */
export const createDocumentStore = (maxSourceLength = 2 * 1024 * 1024): DocumentStore => {
  const documents = new Map<string, DocumentNode>();
  let length = 0;
  const drop = (key: string): boolean => {
    length -= lengthOf(documents.get(key));
    return documents.delete(key);
  };
  return {
    get: async (key) => {
      const document = documents.get(key);
      if (document === undefined) return undefined;
      documents.delete(key);
      documents.set(key, document);
      return document;
    },
    set: async (key, document) => {
      drop(key);
      documents.set(key, document);
      length += lengthOf(document);
      for (const oldest of documents.keys()) {
        if (length <= maxSourceLength) break;
        drop(oldest);
      }
    },
    delete: async (key) => drop(key),
  };
};

const lengthOf = (document: DocumentNode | undefined): number => document?.loc?.source.body.length ?? 0;
