import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { AccessRecord } from '../evidence/accessRecord.js';
import type { Operation } from '../evidence/operation.js';

export type RequestContext = { readonly operation: Operation; readonly access: AccessRecord };

/** Tells the access record what GraphQL was asked: the operation, its fields, and how it ended. */
export const recordOperation: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, operationName, source, contextValue: { access } }) => {
      if (operation === undefined) return;
      access.kind = operation.operation === OperationTypeNode.MUTATION ? 'MUTATION' : 'QUERY';
      access.operationName = operationName;
      access.operationText = source;
      for (const field of fieldsOf(schema, document)) access.fields.add(field);
    },
    willSendResponse: async ({ response: { body }, contextValue: { access } }) => {
      const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
      const code = errors?.[0]?.extensions?.['code'];
      if (errors !== undefined && errors.length > 0)
        access.outcome = typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
    },
  }),
};

const known = new WeakMap<DocumentNode, readonly string[]>();

/** `Type.field` of every field that the document asks for. */
const fieldsOf = (schema: GraphQLSchema, document: DocumentNode): readonly string[] => {
  let fields = known.get(document);
  if (fields === undefined) {
    const found = new Set<string>();
    const typeInfo = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(typeInfo, {
        Field: ({ name }) => {
          const type = typeInfo.getParentType();
          if (type && !name.value.startsWith('__')) found.add(`${type.name}.${name.value}`);
        },
      }),
    );
    known.set(document, (fields = [...found]));
  }
  return fields;
};
