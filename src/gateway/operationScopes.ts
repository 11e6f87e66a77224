import {
  getNamedType,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { operationParts } from './operationParts.js';
import type { Requirement, ScopeRules } from './scopeRules.js';

export type Need = { readonly coordinate: string; readonly requirement: Requirement };

/**
 * What an operation needs, whatever its variables say: each field's requirement, that of the type it stands on and that
 * of the type it returns. All of them must be met. On an abstract type the requirements of the same field of each
 * possible type count; whether an object found behind it may be shown is asked of its own type when it is there.
 */
export const operationScopes = (
  schema: GraphQLSchema,
  rules: ScopeRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Need[] => {
  const needs = new Map<string, Need>();
  const need = (coordinate: string, requirement: Requirement | undefined): void => {
    if (requirement !== undefined) needs.set(coordinate, { coordinate, requirement });
  };
  const needOfField = (type: GraphQLCompositeType, field: string): void => {
    need(type.name, rules.types.get(type.name));
    need(`${type.name}.${field}`, rules.fields.get(`${type.name}.${field}`));
    if (!isAbstractType(type)) return;
    for (const possible of schema.getPossibleTypes(type)) {
      need(`${possible.name}.${field}`, rules.fields.get(`${possible.name}.${field}`));
    }
  };
  const typeInfo = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(typeInfo, {
    Field: ({ name }) => {
      const parent = typeInfo.getParentType();
      const returned = getNamedType(typeInfo.getType());
      if (parent) needOfField(parent, name.value);
      if (returned) need(returned.name, rules.types.get(returned.name));
    },
  });
  visit({ kind: Kind.DOCUMENT, definitions: operationParts(document, operation) }, visitor);
  return [...needs.values()];
};
