// Plays exchange.ts in a sandbox:
//
//   npx tsx examples/typed-client/main.ts [address of the hub]
import { randomUUID } from 'node:crypto';
import { argv } from 'node:process';
import { exchange } from './exchange.js';
import { connect, type Hub } from './hub.js';

const url = argv[2] ?? 'http://127.0.0.1:4000';

const as = (institution: string): Hub =>
  connect(url, async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ institution });
    const response = await fetch(`${url}/sandbox/token`, { method: 'POST', headers, body });
    return ((await response.json()) as { access_token: string }).access_token;
  });

const letter = new TextEncoder().encode(`%PDF-1.4\n% ${randomUUID()}\n%%EOF\n`);
console.log(JSON.stringify(await exchange(as('MA-MIN-0001'), as('MA-COM-0012'), 'MA-COM-0012', letter)));
