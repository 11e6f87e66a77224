import type { FastifyInstance } from 'fastify';
import { messageTemplate } from '../platform/messages.js';

/** `/schema.graphql`, for every code generator, and `/errors/{code}`, to which each user error leads. */
export const registerPublicRoutes = (app: FastifyInstance, publicSdl: string): void => {
  app.get('/schema.graphql', async (_, reply) =>
    reply.type('application/graphql; charset=utf-8').header('access-control-allow-origin', '*').send(publicSdl),
  );
  app.get<{ Params: { code: string } }>('/errors/:code', async ({ params: { code } }, reply) => {
    if (messageTemplate('en', code) === null) return reply.callNotFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .header('x-content-type-options', 'nosniff')
      .send(errorPage(code));
  });
};

const errorPage = (code: string): string => `<!doctype html>
<html lang="fr">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${code} · Wasl</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style>
<h1><code>${code}</code></h1>
${(['fr', 'ar', 'en'] as const)
  .map(
    (language) =>
      `<p lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">${escapeHtml(messageTemplate(language, code)!)}</p>`,
  )
  .join('\n')}
</html>
`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
