import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgress, type Egress } from '../../src/platform/egress.js';

let server: Server;
let listener: RequestListener;
let egress: Egress;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  egress = createEgress({ origins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`] });
});

afterAll(async () => {
  egress.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  listener = (_, response) => response.end('answer');
});

const get = (url: string, options: { readonly deadlineMs?: number; readonly maxAnswerBytes?: number } = {}) =>
  egress.send({ url, method: 'GET', deadlineMs: 20_000, maxAnswerBytes: 100, ...options });

test('an approved origin is called', async () => {
  const { status, body } = await get(`http://127.0.0.1:${port}/x?y`);
  expect({ status, body: body.toString() }).toEqual({ status: 200, body: 'answer' });
});

test.each([
  ['another port', () => `http://127.0.0.1:${port + 1}/`],
  ['another scheme', () => `https://127.0.0.1:${port}/`],
  ['a user name', () => `http://me@127.0.0.1:${port}/`],
  ['another host', () => `http://127.0.0.2:${port}/`],
])('%s is not approved', async (_, url) => {
  await expect(get(url())).rejects.toMatchObject({ failure: 'NOT_APPROVED' });
});

test('an approved name that leads to this machine is not called', async () => {
  await expect(get(`http://localhost:${port}/`)).rejects.toMatchObject({ failure: 'UNREACHABLE' });
});

test('a redirect is an error', async () => {
  listener = (_, response) => response.writeHead(302, { location: '/' }).end();
  await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ failure: 'REDIRECT' });
});

test('an answer may have as many octets as said, and not one more', async () => {
  expect((await get(`http://127.0.0.1:${port}/`, { maxAnswerBytes: 6 })).body).toHaveLength(6);
  await expect(get(`http://127.0.0.1:${port}/`, { maxAnswerBytes: 5 })).rejects.toMatchObject({ failure: 'TOO_LARGE' });
});

test('the deadline holds for the whole answer', async () => {
  listener = (_, response) => void response.write('a');
  await expect(get(`http://127.0.0.1:${port}/`, { deadlineMs: 100 })).rejects.toMatchObject({ failure: 'DEADLINE' });
});
