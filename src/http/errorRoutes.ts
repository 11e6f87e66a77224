import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, messageTemplate, type Language } from '../platform/messages.js';
import { errorIndex, errorPage, errorPagePolicy, isRetryable } from './errorPage.js';
import { errorGroups, findErrorText, type ErrorText } from './errorTexts.js';

type Asked = { readonly Querystring: { readonly lang?: unknown }; readonly Params: { readonly code: string } };

/**
 * `/errors` and `/errors/{code}`, to which each user error leads: meaning, cause and remedy, for people as HTML and for
 * programs as JSON, in the language of `lang` or of `Accept-Language`.
 */
export const registerErrorRoutes = (app: FastifyInstance): void => {
  app.get<Asked>('/errors', async (request, reply) => {
    const language = languageAsked(request);
    return wantsJson(request.headers.accept)
      ? sendJson(reply, language, { language, codes: listCodes(language) })
      : sendPage(reply, language, errorIndex(language));
  });
  app.get<Asked>('/errors/:code', async (request, reply) => {
    const { code } = request.params;
    const text = findErrorText(code);
    if (text === null) return reply.callNotFound();
    const language = languageAsked(request);
    return wantsJson(request.headers.accept)
      ? sendJson(reply, language, describe(code, text, language))
      : sendPage(reply, language, errorPage(code, text, language));
  });
};

const languageAsked = ({ query, headers }: FastifyRequest<Asked>): Language => {
  const { lang } = query;
  return lang === 'ar' || lang === 'fr' || lang === 'en' ? lang : languageOf(headers['accept-language']);
};

const describe = (code: string, text: ErrorText, language: Language) => ({
  code,
  language,
  kinds: text.kinds,
  message: messageTemplate(language, code),
  meaning: text.meaning[language],
  cause: text.cause[language],
  remedy: text.remedy[language],
  retryable: isRetryable(code, text),
});

const listCodes = (language: Language) =>
  [...errorGroups].flatMap(([group, texts]) =>
    [...texts].map(([code, { kinds, meaning }]) => ({ code, group, kinds, meaning: meaning[language] })),
  );

/** A browser names HTML; who names JSON before it, or alone, gets JSON. */
const wantsJson = (accept: string | undefined): boolean => {
  const qualities = new Map(
    (accept ?? '').split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length) ?? '1';
      return [type, Number(weight)];
    }),
  );
  return (qualities.get('application/json') ?? 0) > (qualities.get('text/html') ?? 0);
};

const sendJson = (reply: FastifyReply, language: Language, body: object): FastifyReply =>
  describeReply(reply, language).type('application/json; charset=utf-8').send(body);

const sendPage = (reply: FastifyReply, language: Language, html: string): FastifyReply =>
  describeReply(reply, language)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', errorPagePolicy)
    .header('referrer-policy', 'no-referrer')
    .send(html);

const describeReply = (reply: FastifyReply, language: Language): FastifyReply =>
  reply.headers({
    'content-language': language,
    vary: 'accept, accept-language',
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
  });
