import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, valueFromASTUntyped, type DefinitionNode } from 'graphql';
import { projectFile } from '../../platform/paths.js';

/** Scopes that lead to a type (any one of the lists, whole), as the subgraph that owns it states them; none: public. */
export const typeScopes: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  readdirSync(projectFile('schema'))
    .filter((name) => name.endsWith('.graphql') && name !== 'supergraph.graphql')
    .flatMap((name) => parse(readFileSync(projectFile('schema', name), 'utf8')).definitions.flatMap(scopesOf)),
);

function scopesOf(definition: DefinitionNode): [string, readonly (readonly string[])[]][] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  const directive = definition.directives?.find(({ name }) => name.value === 'requiresScopes');
  const value = directive?.arguments?.[0]?.value;
  return value === undefined ? [] : [[definition.name.value, valueFromASTUntyped(value) as string[][]]];
}
