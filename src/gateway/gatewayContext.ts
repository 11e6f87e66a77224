import type { Viewer } from '../access/viewer.js';

/** What the gateway itself reads of an operation; subgraphs get the whole object. */
export type GatewayOperation = { readonly viewer: Viewer | null };

/** Apollo Server copies its context, so the operation is held one level below: the same object for every subgraph. */
export type GatewayContext<TOperation extends GatewayOperation> = { readonly operation: TOperation };
