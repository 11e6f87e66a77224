import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Fault } from '../platform/errors.js';
import { faultToGraphql } from './faultToGraphql.js';
import type { GatewayContext, GatewayOperation } from './gatewayContext.js';
import { findDocumentTooLong, findLimitExceeded, type Limits } from './limits.js';
import { measureOperation, type Measures } from './measureOperation.js';
import { operationScopes, type Need } from './operationScopes.js';
import { findOperationRefused } from './refusedOperation.js';
import { challengeOf, findScopeMissing } from './scopes.js';
import type { ScopeRules } from './scopeRules.js';

/**
 * Everything that refuses a valid operation before it is planned: its kind, its limits, its scopes, in this order.
 * What does not depend on the variables is worked out once per document and operation.
 */
export const beforePlanning = (
  limits: Limits,
  rules: ScopeRules,
): ApolloServerPlugin<GatewayContext<GatewayOperation>> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, source, document, operation, request, contextValue }) => {
      if (operation === undefined) return;
      refuse(findDocumentTooLong(limits, source));
      const analysis = analysisOf(schema, rules, document, operation);
      refuse(analysis.refused);
      refuse(findLimitExceeded(limits, analysis.measures(request.variables ?? {})));
      const missing = findScopeMissing(analysis.needs, contextValue.operation.viewer);
      const challenge = missing === null ? null : challengeOf(missing, analysis.needs);
      refuse(missing, challenge === null ? {} : { 'www-authenticate': challenge });
    },
  }),
});

type Analysis = {
  readonly refused: Fault | null;
  readonly needs: readonly Need[];
  readonly measures: (variables: Readonly<Record<string, unknown>>) => Measures;
};

const analyses = new WeakMap<OperationDefinitionNode, Analysis>();

const analysisOf = (
  schema: GraphQLSchema,
  rules: ScopeRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Analysis => {
  let analysis = analyses.get(operation);
  if (analysis === undefined) {
    const refused = findOperationRefused(document, operation);
    const needs = refused === null ? operationScopes(schema, rules, document, operation) : [];
    analysis = { refused, needs, measures: measurer(schema, document, operation) };
    analyses.set(operation, analysis);
  }
  return analysis;
};

const measurer = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) => {
  let constant: Measures | undefined;
  return (variables: Readonly<Record<string, unknown>>): Measures => {
    if (constant !== undefined) return constant;
    const measures = measureOperation(schema, document, operation, variables);
    if (!measures.costDependsOnVariables) constant = measures;
    return measures;
  };
};

const refuse = (fault: Fault | null, headers: Readonly<Record<string, string>> = {}): void => {
  if (fault !== null) throw faultToGraphql(fault, headers);
};
