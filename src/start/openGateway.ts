import { readFileSync } from 'node:fs';
import type { Operation } from '../evidence/operation.js';
import type { Subgraph, SubgraphResolvers } from '../gateway/buildSubgraph.js';
import { createGateway, type Gateway } from '../gateway/gateway.js';
import { hubSubgraphs, type HubSubgraph } from '../gateway/hubSubgraphs.js';
import { createRemoteSubgraph, type SignCall } from '../gateway/remoteSubgraph.js';
import { readRemoteSubgraphs } from '../gateway/remoteSubgraphs.js';
import { readSubgraphSdl } from '../gateway/subgraphSdl.js';
import type { Config } from '../platform/config.js';
import { createEgress } from '../platform/egress.js';
import type { Log } from '../platform/log.js';
import { projectFile } from '../platform/paths.js';
import { scalars } from '../platform/scalars.js';
import * as correspondence from '../subgraphs/correspondence/index.js';
import * as directory from '../subgraphs/directory/index.js';
import * as documents from '../subgraphs/documents/index.js';
import * as node from '../subgraphs/node/index.js';

type Parts = { readonly resolvers: object; readonly references?: Readonly<Record<string, unknown>> };

const parts: Readonly<Record<HubSubgraph, Parts>> = { directory, correspondence, documents, node };

/** The gateway over the hub's own subgraphs and those that the operator's file lists. */
export const openGateway = (config: Config, signCall: SignCall, log: Log): Promise<Gateway> => {
  const settings = config.subgraphsFile === null ? [] : readRemoteSubgraphs(config.subgraphsFile);
  const egress = createEgress({ origins: settings.map(({ url }) => new URL(url).origin) });
  return createGateway<Operation>({
    subgraphs: hubSubgraphs.map(toSubgraph),
    remotes: settings.map((subgraph) =>
      createRemoteSubgraph<Operation>(subgraph, {
        egress,
        signCall,
        onFailure: (name, error) => log.warn({ err: error, subgraph: name }, 'a subgraph did not answer'),
      }),
    ),
    scalars,
    // the committed one is what the hub's own subgraphs compose to: a test and `npm run check` hold it
    supergraphSdl:
      settings.length === 0 ? readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8') : undefined,
  });
};

const toSubgraph = (name: HubSubgraph): Subgraph => {
  const { resolvers, references = {} } = parts[name];
  const byType = resolvers as SubgraphResolvers;
  const sdl = readSubgraphSdl(name);
  return {
    name,
    sdl,
    resolvers: {
      ...scalarsOf(sdl),
      ...byType,
      ...Object.fromEntries(
        Object.entries(references).map(([type, resolve]) => [type, { ...byType[type], __resolveReferences: resolve }]),
      ),
    },
  };
};

const scalarsOf = (sdl: string): SubgraphResolvers =>
  Object.fromEntries(Object.entries(scalars).filter(([name]) => sdl.includes(`scalar ${name}`)));
