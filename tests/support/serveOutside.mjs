// The program of a hub in a process of its own: what `hubProcess.ts` starts.
import { createRequire } from 'node:module';

createRequire(import.meta.url)(process.env.TEST_HUB).serveHub();
