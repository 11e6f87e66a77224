import { createHash } from 'node:crypto';
import { Fault } from './errors.js';

/** What a statement may carry. Every value travels as text, bytes or null. */
export type SqlValue = string | number | bigint | boolean | Date | Uint8Array | null | readonly SqlValue[];

/** A statement with its parameters apart. Only the `sql` tag makes one. */
export type Sql = {
  readonly strings: readonly string[];
  readonly values: readonly (string | Buffer | null)[];
  /**
   * Why it cannot be sent. Told by the promise of whoever sends it and never by the tag: what throws between two promises
   * leaves the first one without anybody who hears of its failure, and that ends the process.
   */
  readonly fault: Fault | null;
};

const made = new WeakSet<Sql>();

const make = (
  strings: readonly string[],
  values: readonly (string | Buffer | null)[],
  fault: Fault | null = null,
): Sql => {
  const statement = { strings, values, fault };
  made.add(statement);
  return statement;
};

const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && made.has(value as Sql);

/** SQL text with parameters: an interpolated `Sql` is spliced, all else is a parameter. There is no raw concatenation. */
export const sql = (strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql => {
  const texts: string[] = [strings[0]!];
  const values: (string | Buffer | null)[] = [];
  let fault: Fault | null = null;
  parts.forEach((part, at) => {
    const after = strings[at + 1]!;
    if (isSql(part)) {
      texts[texts.length - 1] += part.strings[0]!;
      texts.push(...part.strings.slice(1));
      values.push(...part.values);
      texts[texts.length - 1] += after;
      fault ??= part.fault;
    } else {
      if (!isStorable(part)) fault ??= notStorable();
      values.push(toParameter(part));
      texts.push(after);
    }
  });
  return make(texts, values, fault);
};

/** A value as JSON, for a parameter of type `jsonb`: its texts are held to what those of any other parameter are. */
export const json = (value: unknown): Sql => {
  const text = JSON.stringify(value);
  return make(['', ''], [text], unstorableInJson.test(text) ? notStorable() : null);
};

/** Pieces set apart by a separator, e.g. conditions by ` and `. */
export const join = (pieces: readonly Sql[], separator: Sql): Sql =>
  pieces.reduce((all, piece, at) => (at === 0 ? piece : sql`${all}${separator}${piece}`), sql``);

/** A name of a table, column or setting that comes from the program, never from a caller. */
export const identifier = (...names: readonly string[]): Sql =>
  make([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')], []);

/** A column list, checked at compile time to name every key of the row. */
export const columns =
  <Row>() =>
  <const Names extends readonly (keyof Row & string)[]>(
    table: string,
    ...names: Exclude<keyof Row, Names[number]> extends never ? Names : never
  ): Sql =>
    make([(names as readonly string[]).map((name) => `"${table}"."${name}"`).join(', ')], []);

/**
 * Name, text and parameters as `pg` takes them; the name is the hash of the text, so that it is prepared once. Throws the fault
 * of a statement that has one.
 */
export const toQuery = (statement: Sql): { name: string; text: string; values: (string | Buffer | null)[] } => {
  if (statement.fault !== null) throw statement.fault;
  const text = statement.strings.reduce((all, piece, at) => `${all}$${at}${piece}`);
  return { name: nameOf(text), text, values: [...statement.values] };
};

const names = new Map<string, string>();

const nameOf = (text: string): string => {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    if (names.size > 10_000) names.clear();
    names.set(text, name);
  }
  return name;
};

const toParameter = (value: SqlValue): string | Buffer | null => {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return toArrayLiteral(value as readonly SqlValue[]);
  return String(value);
};

/** PostgreSQL text holds neither U+0000 nor a lone surrogate: such a parameter would break the flush that it is in. */
const isStorable = (value: SqlValue): boolean => {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  return !Array.isArray(value) || (value as readonly SqlValue[]).every(isStorable);
};

/** The same in JSON, where both stand as escapes, which no even number of backslashes before makes a text of its own. */
const unstorableInJson = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

const notStorable = (): Fault =>
  new Fault('BAD_USER_INPUT', 'A text contains U+0000 or a lone surrogate, which cannot be stored or searched.');

const toArrayLiteral = (values: readonly SqlValue[]): string =>
  `{${values
    .map((value) => {
      if (Array.isArray(value)) return toArrayLiteral(value as readonly SqlValue[]);
      const element = toParameter(value);
      if (element === null) return 'NULL';
      if (typeof element !== 'string') return `"\\\\x${element.toString('hex')}"`;
      return `"${element.replace(/["\\]/g, '\\$&')}"`;
    })
    .join(',')}}`;
