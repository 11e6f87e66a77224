const inFile = (name) => (test) => ({ file: `tests/access/${name}.test.ts`, name: test });
const tokenEndpoint = inFile('tokenEndpoint');
const authenticate = inFile('authenticate');
const enrolment = inFile('enrolment');
const hubKeys = inFile('hubKeys');

export default [
  {
    id: 'assertion-reusable',
    breaks: 'an assertion that was seen on its way gives a second token',
    file: 'src/access/clientAssertion.ts',
    search: 'if (!fresh) throw',
    replace: 'if (fresh === null) throw',
    test: tokenEndpoint('uses an assertion once, and only when everything else has passed'),
  },
  {
    id: 'assertion-algorithm-not-pinned',
    breaks: 'a key is used with whatever algorithm the assertion names',
    file: 'src/access/clientJwt.ts',
    search: `const algorithms = key.algorithm === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [key.algorithm];
    await compactVerify(jwt.text, await importJWK(key.jwk, key.algorithm), { algorithms });`,
    replace: `const { alg: _, ...jwk } = key.jwk;
    await compactVerify(jwt.text, await importJWK(jwk, jwt.algorithm));`,
    test: tokenEndpoint('holds a key to the algorithm with which it was registered'),
  },
  {
    id: 'assertion-audience-not-checked',
    breaks: 'an assertion made for another server gives a token here',
    file: 'src/access/clientJwtClaims.ts',
    search: "if (claims['aud'] !== issuer) {",
    replace: "if (claims['aud'] === null) {",
    test: tokenEndpoint('refuses an assertion with an audience that is the endpoint'),
  },
  {
    id: 'assertion-lives-long',
    breaks: 'an assertion may live for ever',
    file: 'src/access/clientJwtClaims.ts',
    search: 'if (life > longestLifeSeconds)',
    replace: 'if (life > Infinity)',
    test: tokenEndpoint('refuses an assertion with a life over 300 s'),
  },
  {
    id: 'assertion-signature-not-checked',
    breaks: 'a client is who it says it is',
    file: 'src/access/clientAssertion.ts',
    search: '(await isSignedBy(jwt, key))',
    replace: 'true',
    test: tokenEndpoint('refuses an assertion whose claims or signature were changed'),
  },
  {
    id: 'token-audience-not-checked',
    breaks: 'a token for another server is taken',
    file: 'src/access/verifyAccessToken.ts',
    search: '      audience: issuer,\n',
    replace: '',
    test: authenticate('refuses a token of another issuer, audience, form or typ though its key is known'),
  },
  {
    id: 'token-type-not-checked',
    breaks: 'any JWT of the hub passes for an access token',
    file: 'src/access/verifyAccessToken.ts',
    search: '      typ: accessTokenType,\n',
    replace: '',
    test: authenticate('refuses a token of another issuer, audience, form or typ though its key is known'),
  },
  {
    id: 'token-remembered-past-its-end',
    breaks: 'a token that was once good stays good',
    file: 'src/access/verifyAccessToken.ts',
    search:
      'if (known.identity.expiresAtMs > clock.nowMs() && (await keySet.find(known.kid)) !== null) return known.identity;',
    replace: 'return known.identity;',
    test: authenticate('refuses an expired token, however well it is remembered'),
  },
  {
    id: 'token-outlives-its-client',
    breaks: 'a disabled client goes on',
    file: 'src/access/authenticate.ts',
    search:
      "if (client === null || !hasKey || client.status !== 'ACTIVE' || client.institution?.status === 'CLOSED') {",
    replace: 'if (client === null) {',
    test: authenticate(
      'refuses within a second a client that was disabled, a key that was revoked and an institution that was closed',
    ),
  },
  {
    id: 'token-scopes-of-a-suspended-institution',
    breaks: 'a suspended institution goes on exchanging with tokens of before',
    file: 'src/access/authenticate.ts',
    search: 'identity.scopes.filter((scope) => usable.includes(scope))',
    replace: 'identity.scopes.filter((scope) => usable.length > 0 && scope.length > 0)',
    test: authenticate('takes from a suspended institution what it may not do, tokens of before included'),
  },
  {
    id: 'purpose-not-checked',
    breaks: 'a request may name a purpose that its token does not list',
    file: 'src/access/authenticate.ts',
    search: 'if (purpose !== undefined && purposes.includes(purpose)) return purpose;',
    replace: 'if (purpose !== undefined) return purpose;',
    test: inFile('throughHub')('refuses a purpose that the token does not list, and none where it lists several'),
  },
  {
    id: 'operator-reads',
    breaks: 'an operator’s token opens the API',
    file: 'src/access/authenticate.ts',
    search: 'if (institution === null) {',
    replace: "if (institution === null && clientId === '') {",
    test: authenticate('opens nothing to an operator'),
  },
  {
    id: 'client-cache-ignores-generation',
    breaks: 'a process keeps a client that was changed elsewhere',
    file: 'src/access/generation.ts',
    search: 'if (numbers.some((number, at) => number !== null && number !== confirmation.numbers[at])) return false;',
    replace: '',
    test: authenticate('asks again as soon as the generation of clients changes, and not before'),
  },
  {
    id: 'code-reusable',
    breaks: 'a one-time code makes any number of clients',
    file: 'migrations/20261123090500_timers.sql',
    search: '     and e.used_at is null\n',
    replace: '',
    test: enrolment('refuses a wrong, a used and an expired code, and one of a closed institution, with one answer'),
  },
  {
    id: 'code-for-ever',
    breaks: 'a one-time code never expires',
    file: 'migrations/20261123090500_timers.sql',
    search: '     and e.expires_at > clock_timestamp()\n',
    replace: '',
    test: enrolment('refuses a wrong, a used and an expired code, and one of a closed institution, with one answer'),
  },
  {
    id: 'enrolment-without-possession',
    breaks: 'a key is registered by someone who does not hold it',
    file: 'src/access/enrolment.ts',
    search: 'if (!(await isSignedBy(jwt, key))) {',
    replace: 'if (key === null) {',
    test: enrolment('wants a proof that is signed by the key, for this hub, for this code, and fresh'),
  },
  {
    id: 'sandbox-tokens-in-production',
    breaks: 'anyone gets a token of any institution in production',
    file: 'src/http/tokenRoutes.ts',
    search: "if (options.mode === 'sandbox') app.register(",
    replace: 'app.register(',
    test: inFile('sandboxClients')('does not exist in production'),
  },
  {
    id: 'call-keys-published-for-tokens',
    breaks: 'a call token of the hub passes for an access token',
    file: 'src/access/hubKeySet.ts',
    search: 'from access.hub_key where usage = ${usage} order by',
    replace: 'from access.hub_key where usage = ${usage} or true order by',
    test: hubKeys('publishes keys of tokens alone as jwks.json'),
  },
];
