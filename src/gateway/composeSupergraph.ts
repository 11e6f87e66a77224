import { composeServices } from '@theguild/federation-composition';
import {
  Kind,
  parse,
  visit,
  type ASTNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
} from 'graphql';

export type SubgraphSdl = { readonly name: string; readonly sdl: string };

/** One supergraph of several subgraphs, the same text for the same input. Throws with every fault at once. */
export const composeSupergraph = (subgraphs: readonly SubgraphSdl[]): string => {
  const unenforced = subgraphs.flatMap(scopesOnInterfaces);
  if (unenforced.length > 0) throw new Error(`@requiresScopes belongs on object types: ${unenforced.join(', ')}.`);
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.internal/graphql`, typeDefs: parse(sdl) })),
  );
  if (result.supergraphSdl === undefined) {
    throw new Error(`The subgraphs do not compose:\n${(result.errors ?? []).map(({ message }) => message).join('\n')}`);
  }
  return `${result.supergraphSdl.trim()}\n`;
};

/** See `scopeRules`: what a subgraph says of an interface cannot be told from what the composer adds up. */
const scopesOnInterfaces = ({ sdl }: SubgraphSdl): readonly string[] => {
  const found = new Set<string>();
  visit(parse(sdl), {
    Directive: ({ name }, _key, _parent, _path, ancestors) => {
      const [type] = ancestors.filter(isInterface);
      if (type !== undefined && name.value.endsWith('requiresScopes')) found.add(type.name.value);
    },
  });
  return [...found];
};

const isInterface = (
  node: ASTNode | readonly ASTNode[],
): node is InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode =>
  'kind' in node && (node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_EXTENSION);
