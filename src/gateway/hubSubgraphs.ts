/** The subgraphs that run in the hub's own process, in the order in which the supergraph lists them. */
export const hubSubgraphs = ['directory', 'correspondence', 'documents', 'node'] as const;

export type HubSubgraph = (typeof hubSubgraphs)[number];
