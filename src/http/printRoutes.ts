import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import type { Operation } from '../evidence/operation.js';
import { Fault } from '../platform/errors.js';
import { uuidOfGlobalId } from '../platform/ids.js';
import { entrySlip } from '../print/entrySlip.js';
import type { PrintedHtml, PrintLanguage } from '../print/html.js';
import { registerPage } from '../print/registerPage.js';
import { findPrintedPage, findPrintedSlip } from '../subgraphs/correspondence/printedRegister.js';

export type PrintRouteDeps = {
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly operationOf: (request: FastifyRequest, viewer: Viewer) => Operation;
};

type Asked = {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly lang?: unknown; readonly page?: unknown };
};

/** `GET /registers/{id}/print` and `GET /register-entries/{id}/slip`: what registry offices have on paper. */
export const registerPrintRoutes = (app: FastifyInstance, deps: PrintRouteDeps): void => {
  const authorize = async (request: FastifyRequest): Promise<Operation> => {
    request.access.kind = 'DOWNLOAD';
    const viewer = await deps.authenticate(request);
    if (viewer === null) throw new Fault('UNAUTHENTICATED', 'This needs an access token in `Authorization: Bearer …`.');
    request.access.viewer = viewer;
    if (!viewer.scopes.has('registers:read') && !viewer.scopes.has('registers:write')) {
      throw new Fault('FORBIDDEN', 'This needs the scope registers:read or registers:write.');
    }
    return deps.operationOf(request, viewer);
  };

  app.get<Asked>('/registers/:id/print', { exposeHeadRoute: false }, async (request, reply) => {
    const operation = await authorize(request);
    const id = uuidOfGlobalId('Register', request.params.id);
    const page = pageOf(request.query.page);
    const found = id === null ? null : await findPrintedPage(operation, id, page);
    if (found === null) throw new Fault('NOT_FOUND', 'There is no such page of a register.');
    request.access.fields.add('Register.print');
    return send(reply, registerPage({ ...found, page }, languageOf(request.query.lang, operation)));
  });

  app.get<Asked>('/register-entries/:id/slip', { exposeHeadRoute: false }, async (request, reply) => {
    const operation = await authorize(request);
    const id = uuidOfGlobalId('RegisterEntry', request.params.id);
    const found = id === null ? null : await findPrintedSlip(operation, id);
    if (found === null) throw new Fault('NOT_FOUND', 'There is no such register entry.');
    request.access.fields.add('RegisterEntry.slip');
    return send(reply, entrySlip(found, languageOf(request.query.lang, operation)));
  });
};

const send = (reply: FastifyReply, { html, contentSecurityPolicy }: PrintedHtml): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    })
    .send(html);

/** What the address says, else what the caller's settings say: registers are kept in Arabic and French. */
const languageOf = (lang: unknown, { language }: Operation): PrintLanguage => {
  if (lang === undefined) return language === 'ar' ? 'ar' : 'fr';
  if (lang !== 'fr' && lang !== 'ar') throw new Fault('BAD_USER_INPUT', '`lang` is `fr` or `ar`.');
  return lang;
};

const pageOf = (page: unknown): number => {
  if (page === undefined) return 1;
  if (typeof page !== 'string' || !/^[1-9]\d{0,5}$/.test(page)) {
    throw new Fault('BAD_USER_INPUT', '`page` is a whole number from 1.');
  }
  return Number(page);
};
