// What the system of one institution needs to talk to the hub: a key, tokens, GraphQL, bytes. `fetch` and `jose` alone.
import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const sha256 = (bytes, encoding = 'hex') => createHash('sha256').update(bytes).digest(encoding);

/**
 * Makes a key pair, or takes the Ed25519 `keyPair` that is given, enrols its public half with a one-time code and answers a
 * client. A real system does this once and keeps the private key and the client id. `route` turns an address that the hub gave
 * into the one to call, where a proxy stands in between.
 */
export const enrol = async ({ url, code, name, route = (address) => address, keyPair }) => {
  const metadata = await (await fetch(`${url}/.well-known/oauth-authorization-server`)).json();
  const { publicKey, privateKey } = keyPair ?? (await generateKeyPair('EdDSA'));
  const jwk = await exportJWK(publicKey);
  // the proof says: whoever holds this code holds this key too
  const proof = await new SignJWT({ code_sha256: sha256(code, 'base64url') })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'wasl-enrol+jwt' })
    .setAudience(metadata.issuer)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(privateKey);
  const client = await readJson(
    await fetch(route(metadata.enrolment_endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, client_name: name, jwk, proof }),
    }),
  );
  return createClient({
    url,
    route,
    privateKey,
    clientId: client.client_id,
    kid: await calculateJwkThumbprint(jwk),
    institution: client.institution,
    issuer: client.issuer,
    tokenEndpoint: client.token_endpoint,
  });
};

/** A client that renews its own token and tries again what can be tried again. */
export const createClient = ({ url, route, privateKey, clientId, kid, institution, issuer, tokenEndpoint }) => {
  let token = { text: '', renewAtMs: 0 };

  const accessToken = async () => {
    if (Date.now() < token.renewAtMs) return token.text;
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(privateKey);
    const answer = await readJson(
      await fetch(route(tokenEndpoint), {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      }),
    );
    token = { text: answer.access_token, renewAtMs: Date.now() + (answer.expires_in - 30) * 1000 };
    return token.text;
  };

  const call = async (address, { headers, ...init } = {}) =>
    fetch(route(address), { ...init, headers: { ...headers, authorization: `Bearer ${await accessToken()}` } });

  /** Data of a query or mutation. What the hub calls retryable is sent again as it was: the idempotency key makes that safe. */
  const ask = async (query, variables = {}, triesLeft = 5) => {
    const response = await call(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors === undefined) return data;
    const { message, extensions = {} } = errors[0];
    if (extensions.retryable !== true || triesLeft === 1) throw new Error(`${extensions.code}: ${message}`);
    await new Promise((resolve) => setTimeout(resolve, (extensions.retryAfterSeconds ?? 1) * 1000));
    return ask(query, variables, triesLeft - 1);
  };

  return {
    institution,
    clientId,
    kid,
    accessToken,
    ask,
    /** The payload of the one mutation in `query`; what the caller can repair comes as data, and here becomes an error. */
    act: async (query, input) => {
      const [payload] = Object.values(await ask(query, { input }));
      if (payload.userErrors.length > 0) {
        throw new Error(payload.userErrors.map(({ code, message }) => `${code}: ${message}`).join('; '));
      }
      return payload;
    },
    /** Sends what the hub does not have yet: after a break the same upload goes on from `receivedBytes`. */
    upload: async ({ url: address, receivedBytes }, bytes) => {
      const rest = bytes.subarray(receivedBytes);
      if (rest.length === 0) return;
      const response = await call(address, {
        method: 'PUT',
        headers: {
          'content-digest': `sha-256=:${sha256(rest, 'base64')}:`,
          'content-range': `bytes ${receivedBytes}-${bytes.length - 1}/${bytes.length}`,
        },
        body: rest,
      });
      if (!response.ok) await readJson(response);
    },
    download: async (address) => {
      const response = await call(address);
      if (!response.ok) await readJson(response);
      return Buffer.from(await response.arrayBuffer());
    },
  };
};

/** Refusals outside GraphQL: RFC 6749 of the token end points, and GraphQL's own form of all others. */
const readJson = async (response) => {
  const body = await response.json();
  if (response.ok) return body;
  const { error, error_description: description, errors } = body;
  throw new Error(
    errors === undefined ? `${error}: ${description}` : `${errors[0].extensions.code}: ${errors[0].message}`,
  );
};
