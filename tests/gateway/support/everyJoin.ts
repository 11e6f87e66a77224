import {
  astFromValue,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  print,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** One query for each field of each type that a query reaches: the shortest way to it, and a little below it. */
export const everyJoin = (schema: GraphQLSchema): readonly string[] => {
  const query = schema.getQueryType()!;
  const ways = new Map<GraphQLObjectType, (inner: string) => string>([[query, (inner) => `{ ${inner} }`]]);
  const queries: string[] = [];
  for (const [type, way] of ways) {
    for (const field of Object.values(type.getFields())) {
      const call = `${field.name}${argumentsOf(field, '1')}`;
      const returned = getNamedType(field.type);
      for (const possible of isCompositeType(returned) ? possibleTypes(schema, returned) : []) {
        const aimed = type === query && field.name === 'node' ? `node(id: "${possible.name}-1")` : call;
        const into = (inner: string) =>
          `${aimed} { ${possible === returned ? inner : `... on ${possible.name} { ${inner} }`} }`;
        if (!ways.has(possible)) ways.set(possible, (inner) => way(into(inner)));
        queries.push(way(into(`__typename ${below(schema, possible, 2)}`)));
        if (type === query && field.name === 'node')
          queries.push(way(into(below(schema, possible, 1)).replace('-1"', '-gone"')));
      }
      if (isLeafType(returned)) queries.push(way(call));
    }
  }
  return queries;
};

const possibleTypes = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];

/** Every leaf, and objects as deep as said. */
const below = (schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string =>
  Object.values(type.getFields())
    .map((field) => {
      const call = `${field.name}${argumentsOf(field, '2')}`;
      const returned = getNamedType(field.type);
      if (isLeafType(returned)) return call;
      if (depth === 0) return '';
      const inner = possibleTypes(schema, returned).map((possible) => {
        const fields = below(schema, possible, depth - 1);
        return `... on ${possible.name} { ${fields === '' ? '__typename' : fields} }`;
      });
      return `${call} { ${isAbstractType(returned) ? inner.join(' ') : inner.join(' ').replace(/^\.\.\. on \w+ \{(.*)\}$/, '$1')} }`;
    })
    .filter((selection) => selection !== '')
    .join(' ');

const argumentsOf = (field: GraphQLField<unknown, unknown>, seed: string): string => {
  const given = field.args.filter(isRequiredArgument).map(({ name, type }) => `${name}: ${literalOf(type, seed)}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
};

const literalOf = (type: GraphQLInputType, seed: string): string => {
  if (isNonNullType(type)) return literalOf(type.ofType, seed);
  if (isListType(type)) return `[${literalOf(type.ofType, seed)}]`;
  if (isEnumType(type)) return print(astFromValue(type.getValues()[0]!.value, type)!);
  if (isInputObjectType(type)) return '{}';
  return ['Int', 'Float', 'BigInt'].includes(type.name) ? '1' : type.name === 'Boolean' ? 'true' : JSON.stringify(seed);
};
