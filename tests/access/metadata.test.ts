import * as oauth from 'oauth4webapi';
import { givenClient, outcomeOf, startAccessApp, whoami, type AccessApp, type Algorithm } from './accessApp.js';

const insecure = { [oauth.allowInsecureRequests]: true };

const givenMode = async (mode: 'sandbox' | 'production'): Promise<AccessApp> => startAccessApp({ mode });

test.each<['sandbox' | 'production', Algorithm]>([
  ['sandbox', 'ES256'],
  ['production', 'EdDSA'],
])('serves an independent client from discovery to an accepted token in %s mode', async (mode, algorithm) => {
  const app = await givenMode(mode);
  const { clientId, key } = await givenClient(app, { institutionCode: 'MA-MIN-0001' }, algorithm);
  const issuer = new URL(app.issuer);
  const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
  const server = await oauth.processDiscoveryResponse(issuer, discovered);
  const client = { client_id: clientId };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.PrivateKeyJwt({ key: key.privateKey, kid: key.thumbprint }),
    new URLSearchParams({ scope: 'correspondence:read' }),
    insecure,
  );
  const { access_token: token, scope } = await oauth.processClientCredentialsResponse(server, client, response);
  const request = new Request(`${app.url}/whoami`, { headers: { authorization: `Bearer ${token}` } });
  const claims = await oauth.validateJwtAccessToken(server, request, app.issuer, insecure);
  const outcome = outcomeOf(await whoami(app, { authorization: `Bearer ${token}` }));
  await app.close();
  expect([scope, claims.client_id, outcome]).toEqual(['correspondence:read', clientId, 'OK']);
});

test('says in its metadata what it takes and what there is', async () => {
  const app = await givenMode('sandbox');
  const plain = await fetch(`${app.url}/.well-known/oauth-authorization-server`);
  const inserted = await fetch(`${app.url}/.well-known/oauth-authorization-server/sandbox`);
  const bodies = [await plain.json(), await inserted.json()] as Record<string, unknown>[];
  await app.close();
  expect(bodies[1]).toEqual(bodies[0]);
  expect(plain.headers.get('cache-control')).toBe('public, max-age=300');
  expect(bodies[0]).toMatchObject({
    issuer: `${app.url}/sandbox`,
    token_endpoint: `${app.url}/oauth/token`,
    jwks_uri: `${app.url}/.well-known/jwks.json`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    enrolment_endpoint: `${app.url}/oauth/enrol`,
  });
});
