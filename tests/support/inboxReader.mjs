/**
 * A client of its own process, so that nothing but the hub can make it wait: reads the inbox of one institution again and
 * again, and answers `take` with how long each reading since the last `take` took, in milliseconds.
 */
import { setTimeout as pause } from 'node:timers/promises';

const [url, institution] = process.argv.slice(2);
const everyMs = 15;
const tokenLastsMs = 120_000;

const query = '{ inbox(first: 20) { nodes { id subject depositedAt consignments { state } } } }';

const newToken = async () => {
  const response = await fetch(`${url}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ institution }),
  });
  return (await response.json()).access_token;
};

const read = async (token) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined || data.inbox === null) throw new Error(JSON.stringify(errors));
};

let durations = [];
let failures = [];
process.on('message', () => {
  process.send({ durations, failures });
  durations = [];
  failures = [];
});
process.on('disconnect', () => process.exit(0));

let token = await newToken();
let tokenAtMs = performance.now();
for (;;) {
  if (performance.now() - tokenAtMs > tokenLastsMs) {
    token = await newToken();
    tokenAtMs = performance.now();
  }
  const startedAtMs = performance.now();
  try {
    await read(token);
    durations.push(performance.now() - startedAtMs);
  } catch (error) {
    failures.push(String(error));
  }
  await pause(everyMs);
}
