import type { FastifyInstance, FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { languageOf, type Language } from '../platform/messages.js';
import { projectFile } from '../platform/paths.js';

export type GraphiqlRoutesOptions = {
  /** Only in a sandbox does the page hand out tokens. */
  readonly mode: 'sandbox' | 'production';
  readonly publicUrl: string;
  /** Where the built page lies. */
  readonly folder?: string;
};

/**
 * `/graphiql` and its files, all from the hub itself. The names of the files carry the digest of their content, so a browser
 * may keep them for ever; the page that names them is asked for each time.
 */
export const registerGraphiqlRoutes = (app: FastifyInstance, options: GraphiqlRoutesOptions): void => {
  const { folder = projectFile('dist', 'web') } = options;
  app.get('/graphiql', async (request, reply) => {
    const manifest = await readIfThere(join(folder, 'manifest.json'));
    if (manifest === null) return sendNotBuilt(reply);
    const html = pageHtml(
      manifestSchema.parse(JSON.parse(manifest.toString())),
      options,
      languageOf(request.headers['accept-language']),
    );
    return guarded(reply)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .send(html);
  });
  app.get<{ Params: { name: string } }>('/graphiql/assets/:name', async (request, reply) => {
    const { name } = request.params;
    const type = assetName.test(name) ? assetTypes[extname(name)] : undefined;
    if (type === undefined) return reply.callNotFound();
    const compressed = takesBrotli(request.headers['accept-encoding']);
    const bytes = await readIfThere(join(folder, compressed ? `${name}.br` : name));
    if (bytes === null) return reply.callNotFound();
    if (compressed) void reply.header('content-encoding', 'br');
    return guarded(reply)
      .type(type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .send(bytes);
  });
};

const manifestSchema = z.object({
  script: z.string(),
  style: z.string(),
  workers: z.record(z.string(), z.string()),
});

/** As the bundler writes them: nothing that leads out of the folder. */
const assetName = /^[\w.-]+-[A-Z0-9]{8}\.[a-z0-9]+$/;

const assetTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/**
 * Nothing comes from elsewhere and nothing goes elsewhere. Styles may stand in the page: the editor makes its own, line by
 * line. Workers are bound by the policy of their own file, so every file has it.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const guarded = (reply: FastifyReply): FastifyReply =>
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });

const sendNotBuilt = (reply: FastifyReply): FastifyReply =>
  guarded(reply)
    .code(503)
    .type('text/plain; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      'GraphiQL is not built on this hub. In its folder, run `npm ci && npm run build`, and load this page again.\nThe API itself is at /graphql, its schema at /schema.graphql.\n',
    );

const readIfThere = async (file: string): Promise<Buffer | null> => {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const takesBrotli = (acceptEncoding: string | undefined): boolean =>
  (acceptEncoding ?? '').split(',').some((coding) => /^br(?!\s*;\s*q=0(?:\.0*)?$)(?:\s*;|$)/i.test(coding.trim()));

/** Addresses are relative, so that the page also works behind a proxy that serves the hub under a path of its own. */
const pageHtml = (
  { script, style, workers }: z.infer<typeof manifestSchema>,
  { mode, publicUrl }: GraphiqlRoutesOptions,
  language: Language,
): string => `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>GraphiQL · Wasl</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="graphiql/assets/${style}">
</head>
<body>
<div id="page" data-mode="${mode}" data-public-url="${escapeAttribute(publicUrl)}" data-workers="${escapeAttribute(JSON.stringify(workers))}"></div>
<noscript>GraphiQL: JavaScript · جافاسكريبت</noscript>
<script type="module" src="graphiql/assets/${script}"></script>
</body>
</html>
`;

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
