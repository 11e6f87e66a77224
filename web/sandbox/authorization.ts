type Headers = Readonly<Record<string, string>>;

const isAuthorization = (name: string): boolean => name.toLowerCase() === 'authorization';

/** The token in `Authorization: Bearer …`. */
export const bearerOf = (headers: Headers | undefined): string | null => {
  const value = Object.entries(headers ?? {}).find(([name]) => isAuthorization(name))?.[1];
  return /^Bearer +(\S+)$/i.exec(String(value))?.[1] ?? null;
};

export const withoutAuthorization = (headers: Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isAuthorization(name)));

/** The text of the headers editor with that token, the other headers kept. Null: it cannot be read. */
export const withToken = (text: string, token: string): string | null => {
  const headers = parseHeaders(text);
  if (headers === null) return null;
  return JSON.stringify({ Authorization: `Bearer ${token}`, ...withoutAuthorization(headers) }, null, 2);
};

/** Whether the text is empty, or has a token that is ours to replace. What its author wrote otherwise stays. */
export const isOurs = (text: string, ownerOf: (token: string) => string | null): boolean => {
  if (text.trim() === '') return true;
  const token = bearerOf(parseHeaders(text) ?? {});
  return token !== null && ownerOf(token) !== null;
};

const parseHeaders = (text: string): Headers | null => {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Headers) : null;
  } catch {
    return null;
  }
};
