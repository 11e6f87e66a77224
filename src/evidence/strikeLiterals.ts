import { Kind, parse, print, visit } from 'graphql';

/**
 * The text of an operation without the literals that a caller wrote into it: what was asked for stays, whom it was about
 * does not. Comments go too. Null when it is not GraphQL.
 */
export const strikeLiterals = (text: string): string | null => {
  let document;
  try {
    document = parse(text, { noLocation: true });
  } catch {
    return null;
  }
  return print(
    visit(document, {
      [Kind.STRING]: () => ({ kind: Kind.STRING, value: '' }),
      [Kind.INT]: () => ({ kind: Kind.INT, value: '0' }),
      [Kind.FLOAT]: () => ({ kind: Kind.FLOAT, value: '0' }),
    }),
  );
};
