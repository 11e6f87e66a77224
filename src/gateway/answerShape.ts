import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  SchemaMetaFieldDef,
  typeFromAST,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './operationParts.js';

/** What a selection asks of an object, worked out once per concrete type and kept with the document. */
export type AnswerShape = { readonly fieldsOf: (type: GraphQLObjectType) => readonly AnswerField[] };

export type AnswerField = {
  readonly key: string;
  readonly name: string;
  readonly type: GraphQLOutputType;
  /** Null for a leaf. */
  readonly shape: AnswerShape | null;
};

type Variables = Readonly<Record<string, unknown>>;

/** The shape of an operation's answer. It depends on the variables only through `@skip` and `@include`. */
export const answerShape = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): AnswerShape => {
  const conditions = conditionsOf(document)
    .map((name) => String(variables[name]))
    .join();
  let shapes = shapesOfOperations.get(operation);
  if (shapes === undefined || shapes.size >= maxShapes)
    shapesOfOperations.set(operation, (shapes = new Map<string, AnswerShape>()));
  let shape = shapes.get(conditions);
  if (shape === undefined)
    shapes.set(conditions, (shape = shapeOf(schema, fragmentsOf(document), variables, [operation.selectionSet])));
  return shape;
};

const metaFields: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

const maxShapes = 16;
const shapesOfOperations = new WeakMap<OperationDefinitionNode, Map<string, AnswerShape>>();

const shapeOf = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Variables,
  selectionSets: readonly SelectionSetNode[],
): AnswerShape => {
  const byType = new Map<GraphQLObjectType, readonly AnswerField[]>();

  const fieldsFor = (type: GraphQLObjectType): readonly AnswerField[] => {
    const found = new Map<string, { name: string; selectionSets: SelectionSetNode[] }>();
    const visited = new Set<string>();
    const applies = (condition: FragmentDefinitionNode['typeCondition'] | undefined): boolean => {
      if (condition === undefined) return true;
      const conditional = typeFromAST(schema, condition);
      return conditional === type || (isAbstractType(conditional) && schema.isSubType(conditional, type));
    };
    const collect = (selections: readonly SelectionNode[]): void => {
      for (const selection of selections) {
        if (!isIncluded(selection.directives, variables)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const field = found.get(key) ?? { name: selection.name.value, selectionSets: [] };
          if (selection.selectionSet !== undefined) field.selectionSets.push(selection.selectionSet);
          found.set(key, field);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (applies(selection.typeCondition)) collect(selection.selectionSet.selections);
        } else if (!visited.has(selection.name.value)) {
          visited.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment !== undefined && applies(fragment.typeCondition)) collect(fragment.selectionSet.selections);
        }
      }
    };
    for (const { selections } of selectionSets) collect(selections);

    return [...found].flatMap(([key, { name, selectionSets: nested }]) => {
      const definition = metaFields.get(name) ?? type.getFields()[name];
      if (definition === undefined) return [];
      const shape = nested.length === 0 ? null : shapeOf(schema, fragments, variables, nested);
      return [{ key, name, type: definition.type, shape }];
    });
  };

  return {
    fieldsOf: (type) => {
      let fields = byType.get(type);
      if (fields === undefined) byType.set(type, (fields = fieldsFor(type)));
      return fields;
    },
  };
};

const isIncluded = (directives: readonly DirectiveNode[] | undefined, variables: Variables): boolean => {
  if (directives === undefined || directives.length === 0) return true;
  const node = { directives };
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
};

/** The variables that stand in a `@skip` or `@include` of the document. */
const conditionsOf = (document: DocumentNode): readonly string[] => {
  let conditions = conditionsOfDocuments.get(document);
  if (conditions === undefined) {
    const names = new Set<string>();
    visit(document, {
      Directive: ({ arguments: given }) => {
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
    conditionsOfDocuments.set(document, (conditions = [...names]));
  }
  return conditions;
};

const conditionsOfDocuments = new WeakMap<DocumentNode, readonly string[]>();
