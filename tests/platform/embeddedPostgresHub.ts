// A hub reduced to its database, for tests that need a process of its own: options as JSON in the first argument, one
// JSON line when it is ready, an orderly stop when its standard input ends.
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../../src/platform/embeddedPostgres.js';

process.umask(0o077);
const options = JSON.parse(process.argv[2] ?? '{}') as EmbeddedPostgresOptions;
const { port, adopted, superuserUrl, stop } = await startEmbeddedPostgres(options);
process.stdout.write(`${JSON.stringify({ port, adopted, superuserUrl })}\n`);
process.stdin.resume().once('end', () => void stop());
