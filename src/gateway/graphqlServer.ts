import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { beforePlanning } from './beforePlanning.js';
import { createDocumentStore } from './documentStore.js';
import type { FormatError } from './formatError.js';
import type { Gateway } from './gateway.js';
import type { GatewayContext, GatewayOperation } from './gatewayContext.js';
import { defaultLimits, type Limits } from './limits.js';
import { statusOfJson } from './statusOfJson.js';

export type GraphqlServerOptions<TOperation extends GatewayOperation> = {
  readonly gateway: Gateway;
  readonly formatError: FormatError;
  readonly limits?: Limits;
  readonly plugins?: readonly ApolloServerPlugin<GatewayContext<TOperation>>[];
};

/** Apollo Server over the gateway, with all that it would send elsewhere or serve by itself turned off. Not started. */
export const createGraphqlServer = <TOperation extends GatewayOperation>({
  gateway,
  formatError,
  limits = defaultLimits,
  plugins = [],
}: GraphqlServerOptions<TOperation>): ApolloServer<GatewayContext<TOperation>> =>
  new ApolloServer<GatewayContext<TOperation>>({
    gateway: gateway.apollo,
    formatError,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: createDocumentStore(),
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: 20 },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      beforePlanning(limits, gateway.scopes),
      statusOfJson,
      ...plugins,
    ],
  });
