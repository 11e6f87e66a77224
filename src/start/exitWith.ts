const bugs = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Ends the process with 1: causes in words for whoever started it; with a stack only what can but be a bug. */
export const exitWith = (error: unknown): never => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
};

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (bugs.some((bug) => error instanceof bug)) return error.stack ?? error.message;
  const { code } = error as NodeJS.ErrnoException;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  const own = error.message === '' ? (code ?? error.name) : error.message;
  return inner === undefined || own.includes((inner as Error).message) ? own : `${own}\n  because: ${describe(inner)}`;
};
