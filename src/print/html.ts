import { createHash } from 'node:crypto';

export type PrintLanguage = 'fr' | 'ar';

/** A page for printing, and the policy that lets nothing but its own style in. */
export type PrintedHtml = { readonly html: string; readonly contentSecurityPolicy: string };

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** A text whose direction is its own and turns nothing around it. */
export const isolated = (text: string): string => `<bdi>${escapeHtml(text)}</bdi>`;

const common = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;color:#000;background:#fff;font-family:"Noto Sans","Noto Sans Arabic","Noto Naskh Arabic","DejaVu Sans",Arial,sans-serif}
h1,h2,p{margin:0}
.code{display:block}
.code path{fill:#000}
`;

/** One document of its own: no script, nothing fetched. */
export const printedHtml = (language: PrintLanguage, title: string, style: string, body: string): PrintedHtml => {
  const css = `${common}${style}`;
  const digest = createHash('sha256').update(css).digest('base64');
  return {
    html: `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${css}</style></head>
<body>
${body}
</body>
</html>
`,
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
};

/** A day as it is written on letters: day, month, year. */
export const writtenDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
