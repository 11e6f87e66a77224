/** The hub beside the test files, read once for all of them: see `hubEnvironment.cjs`. */
declare const outside: typeof import('./outsideEntry.js');
