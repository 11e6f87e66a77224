import { readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type DefinitionNode } from 'graphql';
import { projectFile } from '../platform/paths.js';

/** A subgraph's own SDL and the definitions of `common.graphql` that it uses: a Federation 2 subgraph by itself. */
export const readSubgraphSdl = (name: string): string =>
  withCommon(readSchemaFile(`${name}.graphql`), readSchemaFile('common.graphql'));

export const withCommon = (sdl: string, commonSdl: string): string => {
  const definitions = [...parse(sdl).definitions];
  const common = parse(commonSdl).definitions;
  let needed = namesUsedBy(definitions);
  for (let added = true; added;) {
    added = false;
    for (const definition of common) {
      if ('name' in definition && needed.has(definition.name?.value ?? '') && !definitions.includes(definition)) {
        definitions.push(definition);
        added = true;
      }
    }
    needed = namesUsedBy(definitions);
  }
  return `${print({ kind: Kind.DOCUMENT, definitions })}\n`;
};

const readSchemaFile = (file: string): string => readFileSync(projectFile('schema', file), 'utf8');

const namesUsedBy = (definitions: readonly DefinitionNode[]): ReadonlySet<string> => {
  const names = new Set<string>();
  visit({ kind: Kind.DOCUMENT, definitions }, { NamedType: (type) => void names.add(type.name.value) });
  return names;
};
