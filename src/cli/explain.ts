import { EvidenceFault } from '../evidence/verifyEvidence.js';

/** An error in one or a few lines, without stack; `pg` gives some connection errors no message of their own. */
export const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const own = error.message === '' ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((inner: unknown) => explain(inner)).join('\n');
  }
  if (error instanceof EvidenceFault && error.code === 'SANDBOX')
    return `${own} It proves nothing; --sandbox accepts it.`;
  return own;
};
