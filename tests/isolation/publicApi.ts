import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { projectFile } from '../../src/platform/paths.js';
import { fieldArguments } from './fixtures.js';

/** Any one of the groups will do; of a group all scopes are needed. Read here from the supergraph itself. */
export type Requirement = readonly (readonly string[])[];

/** One way from a root field to one field of one type. */
export type Way = {
  readonly root: string;
  readonly coordinate: string;
  /** Keys of the selections on the way down, the root field left out: `name(arguments)` or `... on Type`. */
  readonly keys: readonly string[];
  readonly isLeaf: boolean;
  readonly requirements: readonly { readonly coordinate: string; readonly anyOf: Requirement }[];
};

export const supergraph = buildSchema(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'), {
  assumeValidSDL: true,
});

const rootTypes = { query: supergraph.getQueryType()!, mutation: supergraph.getMutationType()! };

/** `Query.x` and `Mutation.x` of every root field. */
export const rootFields = (kind: 'query' | 'mutation'): readonly string[] =>
  Object.keys(rootTypes[kind].getFields()).map((name) => `${rootTypes[kind].name}.${name}`);

const fieldOf = (root: string): GraphQLField<unknown, unknown> => {
  const [type, name] = root.split('.') as [string, string];
  return (supergraph.getType(type) as GraphQLObjectType).getFields()[name]!;
};

/** The shortest way from a root field to each field of each type below it. */
export const waysFrom = (root: string): readonly Way[] => {
  const ways: Way[] = [];
  const seen = new Set<string>();
  const { type, astNode } = fieldOf(root);
  type Place = { type: GraphQLCompositeType; keys: readonly string[]; needs: Way['requirements'] };
  const queue: Place[] = [];
  const enter = (place: Place): void => {
    if (seen.has(place.type.name)) return;
    seen.add(place.type.name);
    // on an interface it is the composer's sum over all types: an object behind one is judged by its own
    const own = isAbstractType(place.type) ? [] : needOf(place.type.name, place.type.astNode?.directives);
    queue.push({ ...place, needs: [...place.needs, ...own] });
  };
  enter({ type: getNamedType(type) as GraphQLCompositeType, keys: [], needs: needOf(root, astNode?.directives) });
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    const { keys, needs } = place;
    if (isAbstractType(place.type)) {
      for (const possible of supergraph.getPossibleTypes(place.type)) {
        enter({ type: possible, keys: [...keys, `... on ${possible.name}`], needs });
      }
    } else if (isObjectType(place.type)) {
      for (const field of Object.values(place.type.getFields())) {
        const coordinate = `${place.type.name}.${field.name}`;
        const returned = getNamedType(field.type);
        const below = [...keys, `${field.name}${argumentsOf(coordinate, field)}`];
        const fieldNeeds = [...needs, ...needOf(coordinate, field.astNode?.directives)];
        const returnedNeeds = isCompositeType(returned) ? needOf(returned.name, returned.astNode?.directives) : [];
        const requirements = [...fieldNeeds, ...(isAbstractType(returned) ? [] : returnedNeeds)];
        ways.push({ root, coordinate, keys: below, isLeaf: !isCompositeType(returned), requirements });
        if (isCompositeType(returned)) enter({ type: returned, keys: below, needs: fieldNeeds });
      }
    }
  }
  return ways;
};

const needOf = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined): Way['requirements'] => {
  const value = directives?.find(({ name }) => name.value === 'requiresScopes')?.arguments?.[0]?.value;
  return value === undefined ? [] : [{ coordinate, anyOf: valueFromASTUntyped(value) as Requirement }];
};

const argumentsOf = (coordinate: string, field: GraphQLField<unknown, unknown>): string => {
  if (field.args.length === 0) return '';
  const given = fieldArguments[coordinate];
  if (given === undefined) throw new Error(`${coordinate} takes arguments and has no fixture: add one to fixtures.ts`);
  return given;
};

type Tree = Map<string, Tree | null>;

/** The document that asks for all these fields below one root field, with `__typename` everywhere. */
export const documentOf = (
  root: string,
  ways: readonly Way[],
  variables: Readonly<Record<string, unknown>>,
): string => {
  const field = fieldOf(root);
  const below: Tree = new Map();
  for (const { keys, isLeaf } of ways) {
    let at = below;
    keys.forEach((key, place) => {
      const isLast = place === keys.length - 1;
      if (!at.has(key)) at.set(key, isLast && isLeaf ? null : new Map());
      at = at.get(key) ?? at;
    });
  }
  const given = field.args.filter(({ name }) => name in variables);
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const kind = root.startsWith('Mutation.') ? 'mutation' : 'query';
  return `${kind} Walk${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${print(below)} }`;
};

const print = (tree: Tree, type = '', shared: ReadonlySet<string> = new Set()): string => {
  const fragments = [...tree.keys()].flatMap((key) => /^\.\.\. on (\w+)$/.exec(key)?.[1] ?? []);
  const below = conflictsOf(fragments);
  const fields = [...tree].map(([key, inner]) => {
    const field = /^\w+/.exec(key)?.[0] ?? '';
    const name = shared.has(field) ? `${type}_${field}: ${key}` : key;
    const fragment = key.startsWith('...') ? key.slice('... on '.length) : '';
    return inner === null ? name : `${name} ${print(inner, fragment, fragment === '' ? new Set() : below)}`;
  });
  return `{ __typename ${fields.join(' ')} }`;
};

/** Fields that two types have under one name and of different types: side by side each needs a name of its own. */
const conflictsOf = (typeNames: readonly string[]): ReadonlySet<string> => {
  const known = new Map<string, string>();
  const conflicts = new Set<string>();
  for (const name of typeNames) {
    for (const field of Object.values((supergraph.getType(name) as GraphQLObjectType).getFields())) {
      const returned = String(field.type);
      if ((known.get(field.name) ?? returned) !== returned) conflicts.add(field.name);
      known.set(field.name, returned);
    }
  }
  return conflicts;
};

/** `Type.field` of every value that is not null in an answer. */
export const filledIn = (value: unknown, found = new Set<string>()): Set<string> => {
  if (Array.isArray(value)) for (const item of value) filledIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const type = (value as { __typename?: string }).__typename;
    for (const [key, inner] of Object.entries(value)) {
      if (type !== undefined && inner !== null && !(Array.isArray(inner) && inner.length === 0))
        found.add(`${type}.${key.replace(/^[A-Z]\w*_/, '')}`);
      filledIn(inner, found);
    }
  }
  return found;
};
