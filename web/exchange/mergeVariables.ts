type Variables = Readonly<Record<string, unknown>>;

/**
 * The text of the variables editor with what is known now, where that differs from what was written there last: what the
 * reader changed stays until something new is known. Null: nothing to write, or a text that cannot be read.
 */
export const mergeVariables = (text: string, known: Variables, written: Variables): string | null => {
  const variables = parse(text);
  if (variables === null) return null;
  const news = Object.entries(known).filter(
    ([name, value]) => !isSame(value, written[name]) && !isSame(value, variables[name]),
  );
  return news.length === 0 ? null : JSON.stringify({ ...variables, ...Object.fromEntries(news) }, null, 2);
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const parse = (text: string): Variables | null => {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Variables) : null;
  } catch {
    return null;
  }
};
