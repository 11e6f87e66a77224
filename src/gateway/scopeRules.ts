import { isTypeDefinitionNode, Kind, parse, valueFromASTUntyped, type DirectiveNode } from 'graphql';

/** Any one of the groups will do; of a group all scopes are needed. */
export type Requirement = readonly (readonly string[])[];

export type ScopeRules = {
  readonly types: ReadonlyMap<string, Requirement>;
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, Requirement>;
};

/**
 * `@requiresScopes` of a supergraph. On an interface it is the composer's sum of what all its types require, which would
 * close `node` to nearly everyone: an object behind an interface is judged by its own type.
 */
export const scopeRules = (supergraphSdl: string): ScopeRules => {
  const types = new Map<string, Requirement>();
  const fields = new Map<string, Requirement>();
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (!isTypeDefinitionNode(definition) || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    put(types, type, definition.directives);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) put(fields, `${type}.${field.name.value}`, field.directives);
  }
  return { types, fields };
};

/** True when the scopes meet the requirement; what requires nothing is open to everyone. */
export const isMet = (requirement: Requirement | undefined, scopes: ReadonlySet<string> | null): boolean =>
  requirement === undefined || (scopes !== null && requirement.some((all) => all.every((scope) => scopes.has(scope))));

const put = (
  rules: Map<string, Requirement>,
  coordinate: string,
  directives: readonly DirectiveNode[] | undefined,
): void => {
  const given = directives?.find(({ name }) => name.value === 'requiresScopes')?.arguments?.[0]?.value;
  if (given !== undefined) rules.set(coordinate, valueFromASTUntyped(given) as Requirement);
};
