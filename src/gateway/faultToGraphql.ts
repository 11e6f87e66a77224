import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Fault } from '../platform/errors.js';

/** A fault that refuses a whole request, with the status and headers of its answer. */
export const faultToGraphql = (fault: Fault, headers: Readonly<Record<string, string>> = {}): GraphQLError => {
  const all = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  if (fault.retryAfterSeconds !== undefined) all.set('retry-after', String(Math.ceil(fault.retryAfterSeconds)));
  const extensions: Record<string, unknown> = { code: fault.code, http: { status: fault.httpStatus, headers: all } };
  return new GraphQLError(fault.message, { originalError: fault, extensions });
};
