import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

export type SubgraphSdl = { readonly name: string; readonly sdl: string };

/** One supergraph of several subgraphs, the same text for the same input. Throws with every fault at once. */
export const composeSupergraph = (subgraphs: readonly SubgraphSdl[]): string => {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.internal/graphql`, typeDefs: parse(sdl) })),
  );
  if (result.supergraphSdl === undefined) {
    throw new Error(`The subgraphs do not compose:\n${(result.errors ?? []).map(({ message }) => message).join('\n')}`);
  }
  return `${result.supergraphSdl.trim()}\n`;
};
