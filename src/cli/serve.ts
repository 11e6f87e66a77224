import type { Command } from './command.js';

export const serve: Command = {
  words: ['serve'],
  summary: 'Run the hub until SIGTERM or Ctrl+C.',
  operands: [],
  options: {},
  // loaded here, so that the small commands do not wait for the whole hub
  run: async ({ env }) => (await import('../start/runHub.js')).runHub(env),
};
