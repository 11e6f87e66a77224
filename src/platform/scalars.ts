import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const textScalar = (name: string, isValid: (text: string) => boolean, form: string): GraphQLScalarType => {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw new GraphQLError(`${name} must be ${form}.`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    serialize: parse,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  });
};

/** PostgreSQL takes offsets below sixteen hours, and no place on earth has a larger one. */
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return day.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && !text.startsWith('0000');
};

const wholeNumber = (value: unknown): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new GraphQLError('BigInt must be a whole number up to 2^53 - 1.', { extensions: { code: 'BAD_USER_INPUT' } });
};

/**
 * The scalars of the schema. `DateTime` stays text all the way: legal time has microseconds, which a `Date` would lose
 * (docs/adr/0005).
 */
export const scalars = {
  DateTime: textScalar(
    'DateTime',
    (text) => instant.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
    'an instant of RFC 3339 with at most six decimals, e.g. `2026-03-14T09:30:00Z`',
  ),
  LocalDate: textScalar('LocalDate', isDay, 'a calendar day, e.g. `2026-03-14`'),
  Sha256: textScalar('Sha256', (text) => /^[0-9a-f]{64}$/.test(text), '64 lower-case hexadecimal digits'),
  URL: textScalar('URL', (text) => URL.canParse(text), 'an absolute URL'),
  CompactJws: textScalar('CompactJws', (text) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text), 'a compact JWS'),
  BigInt: new GraphQLScalarType({
    name: 'BigInt',
    serialize: wholeNumber,
    parseValue: wholeNumber,
    parseLiteral: (node: ValueNode) => wholeNumber(node.kind === Kind.INT ? Number(node.value) : null),
  }),
} as const;
