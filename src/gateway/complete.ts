import {
  getNullableType,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { AnswerField, AnswerShape } from './answerShape.js';

export type Completion = {
  readonly schema: GraphQLSchema;
  /** The type of `data`: a root type. */
  readonly type: GraphQLObjectType;
  readonly shape: AnswerShape;
  readonly data: unknown;
  readonly errors: readonly GraphQLError[];
  /** The error for a value that is missing, or of another form than its type says. */
  readonly fault: (path: Path, coordinate: string) => GraphQLError;
  /** False hides an object found behind an abstract type: it becomes null without an error. */
  readonly mayShow?: (type: string) => boolean;
  /** Leaves are checked where the answer comes from outside; those of this process are already serialised. */
  readonly checkLeaf?: (type: GraphQLLeafType, value: unknown) => unknown;
};

export type Completed = { data: Record<string, unknown> | null; errors: readonly GraphQLError[] };

type Path = readonly (string | number)[];

/**
 * `CompleteValue` of the GraphQL specification (6.4.3) over data that is there already: keys in the order asked, nothing
 * that was not asked, and a null in a non-null position moves up to the nearest nullable parent. It adds an error for
 * such a null only when none of `errors` explains it.
 */
export const complete = (completion: Completion): Completed => {
  const { schema, errors, fault, mayShow, checkLeaf } = completion;
  const added: GraphQLError[] = [];
  const isExplained = explainedBy(errors);

  const fail = (at: Step, coordinate: string): typeof missing => {
    const path = pathOf(at);
    if (!isExplained(path)) added.push(fault(path, coordinate));
    return missing;
  };

  const value = (
    type: GraphQLOutputType,
    field: AnswerField,
    given: unknown,
    at: Step,
    coordinate: string,
  ): unknown => {
    if (!isNonNullType(type)) {
      const nullable = nullableValue(type, field, given, at, coordinate);
      return nullable === missing ? null : nullable;
    }
    if (given === null || given === undefined) return fail(at, coordinate);
    const nullable = nullableValue(getNullableType(type), field, given, at, coordinate);
    return nullable === null ? fail(at, coordinate) : nullable;
  };

  /** Null where `given` is null; `missing` where something below was, and the null is on its way up. */
  const nullableValue = (
    type: GraphQLOutputType,
    field: AnswerField,
    given: unknown,
    at: Step,
    coordinate: string,
  ): unknown => {
    if (given === null || given === undefined) return null;
    if (isLeafType(type)) return leaf(type, given, at, coordinate);
    if (isListType(type)) {
      if (!Array.isArray(given)) return fail(at, coordinate);
      const items: unknown[] = new Array(given.length);
      for (let index = 0; index < given.length; index += 1) {
        const item = value(
          type.ofType as GraphQLOutputType,
          field,
          given[index],
          { before: at, key: index },
          coordinate,
        );
        if (item === missing) return missing;
        items[index] = item;
      }
      return items;
    }
    if (typeof given !== 'object' || Array.isArray(given) || field.shape === null) return fail(at, coordinate);
    if (!isAbstractType(type)) return object(type as GraphQLObjectType, field.shape, given, at);
    const concrete = schema.getType(String((given as { __typename?: unknown }).__typename));
    if (!isObjectType(concrete) || !schema.isSubType(type, concrete)) return fail(at, coordinate);
    return mayShow?.(concrete.name) === false ? null : object(concrete, field.shape, given, at);
  };

  const leaf = (type: GraphQLLeafType, given: unknown, at: Step, coordinate: string): unknown => {
    if (checkLeaf === undefined) return given;
    try {
      return checkLeaf(type, given);
    } catch {
      return fail(at, coordinate);
    }
  };

  const object = (type: GraphQLObjectType, shape: AnswerShape, given: object, at: Step | null): unknown => {
    const answer: Record<string, unknown> = {};
    for (const field of shape.fieldsOf(type)) {
      if (field.name === '__typename') {
        answer[field.key] = type.name;
        continue;
      }
      const here = { before: at, key: field.key };
      const found = Object.hasOwn(given, field.key) ? (given as Record<string, unknown>)[field.key] : undefined;
      const completed = value(field.type, field, found, here, `${type.name}.${field.name}`);
      if (completed === missing) return missing;
      answer[field.key] = completed;
    }
    return answer;
  };

  const root = typeof completion.data === 'object' && completion.data !== null ? completion.data : {};
  const data = object(completion.type, completion.shape, root, null);
  return { data: data === missing ? null : (data as Record<string, unknown>), errors: [...errors, ...added] };
};

/** A null that may not stand where it is. Only non-null positions let it through. */
const missing = Symbol('missing');

type Step = { readonly before: Step | null; readonly key: string | number };

const pathOf = (step: Step): (string | number)[] => {
  const path: (string | number)[] = [];
  for (let at: Step | null = step; at !== null; at = at.before) path.push(at.key);
  return path.reverse();
};

/** A null is explained by an error at its own place, above it or below it. */
const explainedBy = (errors: readonly GraphQLError[]): ((path: Path) => boolean) => {
  let ends: Set<string> | undefined;
  let passed: Set<string> | undefined;
  return (path) => {
    if (errors.length === 0) return false;
    if (ends === undefined || passed === undefined) {
      ends = new Set();
      passed = new Set();
      for (const { path: errorPath } of errors) {
        if (errorPath === undefined) continue;
        const starts = startsOf(errorPath);
        for (const start of starts) passed.add(start);
        ends.add(starts.at(-1) ?? '');
      }
    }
    const starts = startsOf(path);
    return passed.has(starts.at(-1) ?? '') || starts.some((start) => ends!.has(start));
  };
};

const startsOf = (path: Path): string[] => {
  let start = '';
  return path.map((key) => (start += typeof key === 'number' ? `.${key}` : `/${key}`));
};
