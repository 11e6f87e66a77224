import { decodeJwt } from 'jose';
import { scopes } from '../../src/access/scopes.js';
import { seedSandboxClients } from '../../src/access/sandboxClients.js';
import { outcomeOf, postJson, startAccessApp, whoami, type AccessApp } from './accessApp.js';

let app: AccessApp;

beforeAll(async () => {
  app = await startAccessApp();
});
afterAll(() => app.close());

test('gives a token of any institution, with every scope', async () => {
  const { body } = await postJson(app, '/sandbox/token', { institution: 'MA-MIN-0003' });
  const { institution, scope, purposes } = decodeJwt(String(body['access_token']));
  expect([institution, scope, purposes]).toEqual(['MA-MIN-0003', scopes.join(' '), ['CORRESPONDENCE']]);
  expect(outcomeOf(await whoami(app, { authorization: `Bearer ${String(body['access_token'])}` }))).toBe('OK');
});

test('narrows what is asked for', async () => {
  const ask = async (wanted: object): Promise<readonly unknown[]> => {
    const { body } = await postJson(app, '/sandbox/token', { institution: 'MA-MIN-0001', ...wanted });
    return [body['scope'], body['purpose']];
  };
  expect([
    await ask({ scopes: ['registers:read'], purposes: ['CONTROL', 'DOSSIER'] }),
    await ask({ scopes: ['registers:read'], purpose: 'STATISTICS' }),
  ]).toEqual([
    ['registers:read', 'DOSSIER CONTROL'],
    ['registers:read', 'STATISTICS'],
  ]);
});

test('refuses unknown institutions, scopes and purposes, and other bodies', async () => {
  const institution = 'MA-MIN-0001';
  const outcomes = [];
  for (const body of [
    { institution: 'MA-NONE' },
    { institution, scopes: ['everything'] },
    { institution, purpose: 'FUN' },
    { institution, scopes: [] },
    { institution, scope: 'registers:read' },
    {},
    null,
  ]) {
    outcomes.push(outcomeOf(await postJson(app, '/sandbox/token', body)));
  }
  expect(outcomes).toEqual([
    '400 invalid_request',
    '400 invalid_scope',
    '400 invalid_scope',
    ...Array<string>(4).fill('400 invalid_request'),
  ]);
});

test('makes one client an institution, however often it is seeded', async () => {
  await seedSandboxClients(app.owner);
  const { rows } = await app.owner.query<{ fits: boolean }>(
    `select (select count(*) from access.client) = (select count(*) from directory.institution) as fits`,
  );
  expect(rows).toEqual([{ fits: true }]);
});

test('does not exist in production', async () => {
  const production = await startAccessApp({ mode: 'production' });
  const { status } = await postJson(production, '/sandbox/token', { institution: 'MA-MIN-0001' });
  await production.owner.query(`delete from access.client`);
  await production.owner.query(`update wasl.installation set mode = 'production'`);
  await seedSandboxClients(production.owner);
  const { rowCount } = await production.owner.query('select from access.client');
  await production.close();
  expect([status, production.routes.filter((route) => route.includes('sandbox')), rowCount]).toEqual([404, [], 0]);
});
