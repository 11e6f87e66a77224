import { createHash } from 'node:crypto';
import { Fault, type FaultCode } from '../platform/errors.js';
import { messageTemplate, type Language } from '../platform/messages.js';
import { errorGroups, type ErrorText } from './errorTexts.js';
import { errorWords } from './errorWords.js';

const style = `
:root{color-scheme:light dark}
body{font:1.0625rem/1.65 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif;max-width:44rem;margin:0 auto;padding:1.5rem 1rem 4rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-bottom:2rem}
h1{font-size:1.5rem;overflow-wrap:anywhere;margin:0 0 1rem}
h2{font-size:1.0625rem;margin:1.75rem 0 .25rem}
p,dd{margin:0 0 .5rem}
dt{margin-top:.75rem}
code{font-family:ui-monospace,monospace;font-size:.9375em;overflow-wrap:anywhere}
.kind{border-inline-start:.25rem solid;padding-inline-start:.75rem}
[aria-current]{font-weight:bold;text-decoration:none}
@media print{nav{display:none}}
`;

/** Nothing but this page's own style: no script, no image, no frame, no form, nothing from elsewhere. */
export const errorPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The same request may be repeated unchanged. Null for codes that refuse no request. */
export const isRetryable = (code: string, { kinds }: ErrorText): boolean | null => {
  if (kinds.includes('TOKEN')) return code === 'temporarily_unavailable';
  return kinds.includes('REQUEST') ? new Fault(code as FaultCode, code).retryable : null;
};

/** The page of one code, in one language, with links to the others. */
export const errorPage = (code: string, text: ErrorText, language: Language): string => {
  const words = errorWords[language];
  const message = messageTemplate(language, code);
  const retryable = isRetryable(code, text);
  const section = (title: string, body: string): string => `<h2>${title}</h2>\n<p>${inline(body)}</p>`;
  return frame(code, language, code, [
    `<h1>${codeOf(code)}</h1>`,
    ...text.kinds.map((kind) => `<p class="kind">${inline(words.kinds[kind])}</p>`),
    ...(message === null ? [] : [section(words.message, message)]),
    section(words.meaning, text.meaning[language]),
    section(words.cause, text.cause[language]),
    section(words.remedy, text.remedy[language]),
    ...(retryable === null ? [] : [`<p>${retryable ? words.retryable : words.notRetryable}</p>`]),
  ]);
};

/** Every code with its meaning, in one language. */
export const errorIndex = (language: Language): string => {
  const words = errorWords[language];
  return frame(null, language, words.title, [
    `<h1>${words.title}</h1>`,
    `<p>${words.introduction}</p>`,
    ...[...errorGroups]
      .filter(([, texts]) => texts.size > 0)
      .flatMap(([group, texts]) => [
        `<h2>${words.groups[group]}</h2>`,
        '<dl>',
        ...[...texts].map(
          ([code, { meaning }]) =>
            `<dt><a href="errors/${code}?lang=${language}">${codeOf(code)}</a></dt><dd>${inline(meaning[language])}</dd>`,
        ),
        '</dl>',
      ]),
  ]);
};

const languages: readonly Language[] = ['ar', 'fr', 'en'];

const frame = (code: string | null, language: Language, title: string, body: readonly string[]): string => {
  const words = errorWords[language];
  const at = code ?? 'errors';
  const switches = languages.map(
    (other) =>
      `<a href="${at}?lang=${other}" hreflang="${other}" lang="${other}" dir="${errorWords[other].direction}"${other === language ? ' aria-current="true"' : ''}>${errorWords[other].ownName}</a>`,
  );
  return `<!doctype html>
<html lang="${language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Wasl</title>
<style>${style}</style>
</head>
<body>
<nav aria-label="${words.languages}">
${switches.join('\n')}
${code === null ? '' : `<a href="../errors?lang=${language}">${words.all}</a>`}
</nav>
<main>
${body.join('\n')}
</main>
</body>
</html>
`;
};

/** Codes and names of the API are Latin, also within an Arabic sentence. */
const codeOf = (name: string): string => `<code dir="ltr">${name}</code>`;

const inline = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, (_, name: string) => codeOf(name));

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
