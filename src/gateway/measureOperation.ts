import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  typeFromAST,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { fragmentsOf } from './operationParts.js';

export type Measures = {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly directivesAtOnePlace: number;
  readonly cost: number;
  /** True when another value of a variable would give another cost. */
  readonly costDependsOnVariables: boolean;
};

/** A page is never longer, whatever `first` says. */
const maxPage = 100;
/** What a list without `first` counts: nobody says how long it is. */
const plainList = 5;
/** The same where it stands below itself: its length is then multiplied by itself, and nobody needs to ask for that. */
const listBelowItself = 10_000;
/** `__schema` and `__type`, whatever is asked below: graphql-js bounds their depth itself. */
const introspectionCost = 2_000;

/**
 * How much an operation asks. Each field costs 1; what stands in a list of a page costs `first` times as much, and in any
 * other list a few times. A fragment counts at each of its spreads, but is measured once, so that fragments that double each
 * other cost no time.
 */
export const measureOperation = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Measures => {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Part>();
  let costDependsOnVariables = false;

  const partOf = (selections: readonly SelectionNode[], place: Place): Part => {
    let part = nothing;
    for (const selection of selections) part = add(part, partOfSelection(selection, place));
    return part;
  };

  const partOfSelection = (selection: SelectionNode, place: Place): Part => {
    if (selection.kind === Kind.FIELD) return partOfField(selection, place);
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? partOfFragment(selection.name.value, place.isPage)
        : partOf(selection.selectionSet.selections, {
            ...place,
            type: conditionOf(selection.typeCondition) ?? place.type,
          });
    return withDirectives(inner, selection.directives?.length ?? 0);
  };

  const partOfFragment = (name: string, isPage: boolean): Part => {
    const key = `${name} ${isPage}`;
    const known = measured.get(key);
    const fragment = fragments.get(name);
    if (known !== undefined || fragment === undefined) return known ?? nothing;
    measured.set(key, nothing);
    const part = withDirectives(
      partOf(fragment.selectionSet.selections, { type: conditionOf(fragment.typeCondition), isPage }),
      fragment.directives?.length ?? 0,
    );
    measured.set(key, part);
    return part;
  };

  const conditionOf = (condition: Parameters<typeof typeFromAST>[1] | undefined): GraphQLNamedType | undefined => {
    const type = condition === undefined ? undefined : typeFromAST(schema, condition);
    return isCompositeType(type) ? type : undefined;
  };

  const partOfField = (node: FieldNode, { type, isPage }: Place): Part => {
    const field = fieldOf(type, node.name.value);
    const inner = partOf(node.selectionSet?.selections ?? [], {
      type: field === undefined ? undefined : getNamedType(field.type),
      isPage: field?.args.some(({ name }) => name === 'first') ?? false,
    });
    const introspects = field === SchemaMetaFieldDef || field === TypeMetaFieldDef;
    const below = introspects ? introspectionCost : inner.cost + inner.listed * pageOf(node, field);
    const isList = field !== undefined && isListType(getNullableType(field.type));
    const coordinate = `${type?.name}.${node.name.value}`;
    const times = !isList ? 1 : inner.lists.has(coordinate) ? listBelowItself : plainList;
    return withDirectives(
      {
        depth: introspects ? 1 : 1 + inner.depth,
        aliases: inner.aliases + (node.alias === undefined ? 0 : 1),
        fields: 1,
        directives: inner.directives,
        directivesAtOnePlace: inner.directivesAtOnePlace,
        // of a page it is the field above that says how long its lists are
        cost: isList && isPage ? 1 : 1 + below * times,
        listed: isList && isPage ? below : 0,
        lists: isList && !isPage ? new Set([...inner.lists, coordinate]) : inner.lists,
      },
      node.directives?.length ?? 0,
    );
  };

  const pageOf = (node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number => {
    const argument = field?.args.find(({ name }) => name === 'first');
    if (argument === undefined) return 1;
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    let first: unknown = argument.defaultValue;
    if (given?.kind === Kind.INT) first = Number(given.value);
    if (given?.kind === Kind.VARIABLE) {
      costDependsOnVariables = true;
      first = variables[given.name.value] ?? first;
    }
    return typeof first === 'number' ? Math.min(Math.max(first, 1), maxPage) : maxPage;
  };

  const fieldOf = (type: GraphQLNamedType | undefined, name: string) => {
    if (name === '__schema') return SchemaMetaFieldDef;
    if (name === '__type') return TypeMetaFieldDef;
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  };

  const type = schema.getRootType(operation.operation) ?? undefined;
  const root = partOf(operation.selectionSet.selections, { type, isPage: false });
  const onVariables = operation.variableDefinitions?.map(({ directives }) => directives?.length ?? 0) ?? [];
  const whole = [operation.directives?.length ?? 0, ...onVariables].reduce(withDirectives, root);
  return {
    depth: whole.depth,
    aliases: whole.aliases,
    rootFields: whole.fields,
    directives: whole.directives,
    directivesAtOnePlace: whole.directivesAtOnePlace,
    cost: whole.cost + whole.listed,
    costDependsOnVariables,
  };
};

/** Where a selection set stands. */
type Place = {
  readonly type: GraphQLNamedType | undefined;
  /** Below a field with `first`. */
  readonly isPage: boolean;
};

type Part = {
  readonly depth: number;
  readonly aliases: number;
  /** Fields of this very selection set, fragments included. */
  readonly fields: number;
  readonly directives: number;
  readonly directivesAtOnePlace: number;
  readonly cost: number;
  /** What stands below lists of this selection set: the field above says how long they are. */
  readonly listed: number;
  /** Coordinates of the lists without `first` in it. */
  readonly lists: ReadonlySet<string>;
};

const nothing: Part = {
  depth: 0,
  aliases: 0,
  fields: 0,
  directives: 0,
  directivesAtOnePlace: 0,
  cost: 0,
  listed: 0,
  lists: new Set(),
};

const add = (a: Part, b: Part): Part => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  fields: a.fields + b.fields,
  directives: a.directives + b.directives,
  directivesAtOnePlace: Math.max(a.directivesAtOnePlace, b.directivesAtOnePlace),
  cost: a.cost + b.cost,
  listed: a.listed + b.listed,
  lists: b.lists.size === 0 ? a.lists : a.lists.size === 0 ? b.lists : new Set([...a.lists, ...b.lists]),
});

const withDirectives = (part: Part, directives: number): Part =>
  directives === 0
    ? part
    : {
        ...part,
        directives: part.directives + directives,
        directivesAtOnePlace: Math.max(part.directivesAtOnePlace, directives),
      };
