import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.js';
import { createEnrolment } from '../access/enrolment.js';
import type { HubKeySet } from '../access/hubKeySet.js';
import type { IssuedToken, TokenAnswer } from '../access/issueToken.js';
import { authorizationServerMetadata } from '../access/metadata.js';
import { OAuthError, oauthErrorBody } from '../access/oauthError.js';
import { issueSandboxToken } from '../access/sandboxClients.js';
import { createTokenEndpoint } from '../access/tokenEndpoint.js';
import type { AccessRecord } from '../evidence/accessRecord.js';
import type { Clock } from '../platform/clock.js';
import type { Pool } from '../platform/database.js';
import { Fault } from '../platform/errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    access: AccessRecord;
  }
}

export type TokenRoutesOptions = {
  readonly mode: 'sandbox' | 'production';
  readonly publicUrl: string;
  readonly issuer: string;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly access: Access;
};

/** Tokens, enrolment, and what is published about them. */
export const registerTokenRoutes = (app: FastifyInstance, options: TokenRoutesOptions): void => {
  registerPublished(app, options);
  // Each in a scope of its own: no other route may take a form, which a foreign web page could send.
  app.register(async (scope) => registerToken(scope, options));
  app.register(async (scope) => registerEnrolment(scope, options));
  if (options.mode === 'sandbox') app.register(async (scope) => registerSandboxToken(scope, options));
};

const bodyLimit = 32 * 1024;

const registerPublished = (app: FastifyInstance, { mode, publicUrl, issuer, access }: TokenRoutesOptions): void => {
  const metadata = authorizationServerMetadata(publicUrl, issuer);
  const sendMetadata = (_: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.header('cache-control', 'public, max-age=300').send(metadata);
  app.get('/.well-known/oauth-authorization-server', sendMetadata);
  // RFC 8414 3.1: the path of an issuer goes behind the well-known name
  if (mode === 'sandbox') app.get('/.well-known/oauth-authorization-server/sandbox', sendMetadata);
  publishKeys(app, '/.well-known/jwks.json', access.tokenKeySet);
  publishKeys(app, '/.well-known/call-keys.json', access.callKeySet);
};

const publishKeys = (app: FastifyInstance, path: string, keySet: HubKeySet): void => {
  app.get(path, async (_, reply) =>
    reply
      .header('cache-control', 'public, max-age=60')
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys: await keySet.list() })),
  );
};

const registerToken = (app: FastifyInstance, { pool, issuer, clock, access }: TokenRoutesOptions): void => {
  answerAsOAuth(app, 'TOKEN');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(body.toString())),
  );
  app.addContentTypeParser('*', (_, __, done) => done(notAForm()));
  const endpoint = createTokenEndpoint({ pool, issuer, clock, keys: access.keys });
  app.post('/oauth/token', { bodyLimit }, async (request, reply) => {
    const parameters = request.body;
    if (!(parameters instanceof URLSearchParams)) throw notAForm();
    refuseAuthorization(request, reply, parameters);
    return remembered(request, await endpoint(parameters));
  });
};

const registerEnrolment = (app: FastifyInstance, { pool, issuer, publicUrl, clock }: TokenRoutesOptions): void => {
  answerAsOAuth(app, 'ENROLMENT');
  const enrol = createEnrolment({ pool, issuer, publicUrl, clock });
  app.post('/oauth/enrol', { bodyLimit }, async (request, reply) => {
    const answer = await enrol(request.body);
    return reply.code(201).send(answer);
  });
};

const registerSandboxToken = (app: FastifyInstance, { pool, access }: TokenRoutesOptions): void => {
  answerAsOAuth(app, 'TOKEN');
  app.post('/sandbox/token', { bodyLimit }, async (request) => {
    const result = sandboxRequest.safeParse(request.body);
    if (!result.success) {
      throw new OAuthError(
        'invalid_request',
        "Send JSON with 'institution' (its code), and 'scopes', 'purposes' or 'purpose', 'functions' if wanted.",
      );
    }
    const { institution, scopes = null, purposes, purpose, functions = null } = result.data;
    const asked = purposes ?? (purpose === undefined ? null : [purpose]);
    return remembered(
      request,
      await issueSandboxToken({ pool, keys: access.keys }, { institution, scopes, purposes: asked, functions }),
    );
  });
};

const sandboxRequest = z.strictObject({
  institution: z.string().max(64),
  scopes: z.array(z.string()).min(1).optional(),
  purposes: z.array(z.string()).min(1).optional(),
  purpose: z.string().optional(),
  functions: z
    .array(z.string().regex(/^[A-Z0-9_-]{1,32}$/))
    .min(1)
    .optional(),
});

const notAForm = (): OAuthError =>
  new OAuthError('invalid_request', 'Send the parameters as application/x-www-form-urlencoded in the body.');

/** RFC 6749 2.3: one way to authenticate, and 5.2: an answer to `Authorization` names its scheme. */
const refuseAuthorization = (request: FastifyRequest, reply: FastifyReply, parameters: URLSearchParams): void => {
  const { authorization } = request.headers;
  if (authorization === undefined) return;
  if (parameters.has('client_assertion')) {
    throw new OAuthError(
      'invalid_request',
      'There are two ways of authentication: send the assertion without Authorization.',
    );
  }
  const scheme = /^[A-Za-z0-9-]{1,20}/.exec(authorization)?.[0] ?? 'Basic';
  reply.header('www-authenticate', `${scheme} realm="wasl"`);
  throw new OAuthError(
    'invalid_client',
    'Authorization is not used here: authenticate with private_key_jwt (RFC 7523).',
  );
};

const remembered = (request: FastifyRequest, { answer, viewer }: IssuedToken): TokenAnswer => {
  request.access.viewer = viewer;
  return answer;
};

/** Nothing of these routes may be stored, and their refusals have the form of RFC 6749 5.2. */
const answerAsOAuth = (app: FastifyInstance, kind: AccessRecord['kind']): void => {
  app.addHook('onRequest', async (request, reply) => {
    request.access.kind = kind;
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = asOAuthError(error);
    if (refusal === null) throw error;
    request.access.outcome = refusal.error;
    if (refusal.httpStatus === 503) reply.header('retry-after', '1');
    return reply.code(refusal.httpStatus).send(oauthErrorBody(refusal));
  });
};

const asOAuthError = (error: FastifyError): OAuthError | null => {
  if (error instanceof OAuthError) return error;
  if (error instanceof Fault && error.code === 'BUSY') {
    return new OAuthError('temporarily_unavailable', 'The hub is busy. Try again, with a new assertion.', {
      httpStatus: 503,
    });
  }
  const { statusCode } = error;
  if (statusCode === undefined || statusCode < 400 || statusCode > 499) return null;
  return new OAuthError('invalid_request', error.message, { httpStatus: statusCode, cause: error });
};
