import pg from 'pg';
import { createEnrolmentCode } from '../../src/access/enrolmentCode.js';
import { startHub, type TestHub } from '../support/hub.js';
import { untilAnnounced } from '../support/untilAnnounced.js';
import { assertionOf, enrolmentProof, givenKeyPair, postForm, postJson, tokenForm } from './accessApp.js';

let hub: TestHub;
let owner: pg.Client;

beforeAll(async () => {
  hub = await startHub();
  owner = new pg.Client({ connectionString: hub.database.urls.migrate });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await hub.close();
});

const inbox = '{ inbox(first: 1) { edges { cursor } } }';

test('leads from a one-time code to an answer of the API, and no further once the client is disabled', async () => {
  const hubAt = { url: hub.url, issuer: `${hub.url}/sandbox`, clock: { nowMs: () => Date.now() } };
  const key = await givenKeyPair('EdDSA');
  const { code } = await createEnrolmentCode(owner, { institutionCode: 'MA-MIN-0002' });
  const enrolled = await postJson(hubAt, '/oauth/enrol', {
    code,
    client_name: 'GEC',
    jwk: key.jwk,
    proof: await enrolmentProof(hubAt, key, code),
  });
  const clientId = String(enrolled.body['client_id']);
  const { body } = await postForm(hubAt, tokenForm(await assertionOf(hubAt, { clientId, key })));
  const token = String(body['access_token']);
  const before = await hub.graphql(token, inbox);
  await owner.query(`update access.client set status = 'DISABLED' where id = $1`, [clientId]);
  await untilAnnounced(hub);
  const after = await hub.graphql(token, inbox);
  expect([before.errors, after.status, after.errors?.[0]?.extensions['code']]).toEqual([
    undefined,
    401,
    'UNAUTHENTICATED',
  ]);
});

test('records what asks for tokens, with the client once it is proven', async () => {
  await hub.tokenFor('MA-MIN-0003');
  const rows = await hub.look<{ kind: string; outcome: string; known: boolean }>(
    `select a.kind, a.outcome, a.client_id is not null as known
       from evidence.access a join directory.institution i on i.id = a.institution_id
      where i.code = 'MA-MIN-0003'`,
  );
  expect(rows).toEqual([{ kind: 'TOKEN', outcome: 'OK', known: true }]);
});

test('refuses a purpose that the token does not list, and none where it lists several', async () => {
  const token = await hub.tokenFor('MA-MIN-0004', { purposes: ['CONTROL', 'DOSSIER'] });
  const answers = [
    await hub.graphql(token, inbox),
    await hub.graphql(token, inbox, {}, { 'wasl-purpose': 'STATISTICS' }),
    await hub.graphql(token, inbox, {}, { 'wasl-purpose': 'CONTROL' }),
  ];
  expect(answers.map(({ status, errors }) => [status, errors?.[0]?.extensions['code'] as unknown])).toEqual([
    [403, 'PURPOSE_NOT_ALLOWED'],
    [403, 'PURPOSE_NOT_ALLOWED'],
    [200, undefined],
  ]);
});
