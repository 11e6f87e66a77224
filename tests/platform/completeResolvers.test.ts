import type { CompleteReferences, CompleteResolvers } from '../../src/platform/completeResolvers.js';

// The compiler is what fails here: each constant has the type of its answer.
type Row = { readonly id: string; readonly state: 'OPEN'; readonly note?: string };
type Field<Value> = (row: Row, args: object, operation: object) => Promise<Value> | Value;
type Reference = { readonly __typename: 'Letter'; readonly id: string };
type Resolvers = {
  Query?: { letter?: (row: Record<PropertyKey, never>, args: object, operation: object) => Row | null };
  Letter?: {
    __resolveReference?: (reference: Reference, operation: object, info: object) => Promise<Row | null> | Row | null;
    __isTypeOf?: (row: Row) => boolean;
    id?: Field<string>;
    state?: Field<'OPEN' | 'SHUT'>;
    note?: Field<string | null>;
    sender?: Field<string | null> | { readonly resolve: Field<string | null> };
    size?: Field<number>;
  };
  Page?: { id?: Field<string> };
};
type Whole = { Query: { letter: () => null }; Letter: { sender: () => null; size: () => number } };
type IsAccepted<Given> = Given extends CompleteResolvers<Resolvers> ? true : false;
type AreReferences<Given> = Given extends CompleteReferences<Resolvers> ? true : false;
type All = { Letter: (asked: readonly { readonly id: string }[]) => Promise<(Row | null)[]> };

test('what a row has under the name of the field needs no resolver', () => {
  const whole: IsAccepted<Whole> = true;
  const more: IsAccepted<Whole & { Page: { id: () => string } }> = true;
  expect([whole, more]).toEqual([true, true]);
});

test('a root field, a field that the row has not, and a whole type that is left out are type errors', () => {
  const withoutRoot: IsAccepted<Pick<Whole, 'Letter'>> = false;
  const withoutRootField: IsAccepted<{ Query: object; Letter: Whole['Letter'] }> = false;
  const withoutField: IsAccepted<{ Query: Whole['Query']; Letter: { size: () => number } }> = false;
  const withoutType: IsAccepted<{ Query: Whole['Query'] }> = false;
  expect([withoutRoot, withoutRootField, withoutField, withoutType]).toEqual([false, false, false, false]);
});

test('an entity whose references nothing answers is a type error', () => {
  const all: AreReferences<All> = true;
  const none: AreReferences<object> = false;
  const ofAnother: AreReferences<{ Letter: (asked: readonly Reference[]) => Promise<string[]> }> = false;
  expect([all, none, ofAnother]).toEqual([true, false, false]);
});
