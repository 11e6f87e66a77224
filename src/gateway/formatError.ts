import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault, faultExtensions } from '../platform/errors.js';

export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * What the caller is told of an error. Faults say what they are; faults of the protocol and of the document keep their
 * text; everything else is a bug: it goes whole to `report`, and the caller gets the incident's id.
 */
export const createFormatError =
  (report: (incidentId: string, error: unknown) => void, newIncidentId: () => string): FormatError =>
  (formatted, error) => {
    const path = formatted.path === undefined ? {} : { path: formatted.path };
    const fault = faultOf(error);
    if (fault !== null) return { message: fault.message, ...path, extensions: faultExtensions(fault) };

    const code = codeOf(formatted, error);
    if (code !== null) {
      const locations = formatted.locations === undefined ? {} : { locations: formatted.locations };
      return { message: formatted.message, ...locations, ...path, extensions: { code, retryable: false } };
    }

    const incidentId = newIncidentId();
    report(incidentId, error);
    return {
      message: 'Internal error. Tell the operator the incident id.',
      ...path,
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, incidentId },
    };
  };

/** Errors of Apollo Server and of graphql-js that speak of the request alone. */
const requestCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const codeOf = (formatted: GraphQLFormattedError, error: unknown): string | null => {
  const code = formatted.extensions?.['code'];
  if (isTokenLimit(formatted)) return 'PAYLOAD_TOO_LARGE';
  // With a path it comes from a resolver: whatever it says of itself, nobody meant the caller to read it.
  return requestCodes.has(code) && error instanceof GraphQLError && error.path === undefined ? String(code) : null;
};

/** graphql-js has no code for it, and a slip of the pen in its text. */
const isTokenLimit = ({ message }: GraphQLFormattedError): boolean =>
  /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message);

const faultOf = (error: unknown): Fault | null => {
  for (let at = error; at instanceof Error; at = at instanceof GraphQLError ? at.originalError : undefined) {
    if (at instanceof Fault) return at;
  }
  return null;
};
