import { exitWith } from './start/exitWith.js';
import { runHub } from './start/runHub.js';

await runHub(process.env).catch(exitWith);
