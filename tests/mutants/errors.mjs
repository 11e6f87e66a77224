const pages = (name) => ({ file: 'tests/errors/errorPages.test.ts', name });

export default [
  {
    id: 'message-of-no-code',
    breaks: 'texts are kept, translated and explained that the hub never says',
    file: 'data/messages.json',
    search: '  "IDEMPOTENCY_CONFLICT": {',
    replace:
      '  "SAID_BY_NOBODY": { "ar": "لا أحد.", "fr": "Personne.", "en": "Nobody." },\n  "IDEMPOTENCY_CONFLICT": {',
    test: {
      file: 'tests/platform/messages.test.ts',
      name: 'has every code of the schema, and none that the schema does not know',
    },
  },
  {
    id: 'error-page-of-no-code',
    breaks: 'a page explains a code that the hub never says',
    file: 'data/errors/documents.json',
    search: '  "UPLOAD_NOT_FOUND": {',
    replace:
      '  "SAID_BY_NOBODY": { "kinds": ["FORM"], "meaning": { "ar": "لا أحد.", "fr": "Personne.", "en": "Nobody." }, "cause": { "ar": "لا شيء.", "fr": "Rien.", "en": "Nothing." }, "remedy": { "ar": "بلا.", "fr": "Aucun.", "en": "None." } },\n  "UPLOAD_NOT_FOUND": {',
    test: pages('each code has a page, and no page is left of a code that is gone'),
  },
  {
    id: 'error-page-missing',
    breaks: 'a code leads its reader to nothing',
    file: 'data/errors/letters.json',
    search: '"REASON_REQUIRED"',
    replace: '"REASON_WANTED"',
    test: pages('each code has a page, and no page is left of a code that is gone'),
  },
  {
    id: 'error-page-says-another-kind',
    breaks: 'a rejection, which uses up its key, is explained as a fault of form',
    file: 'data/errors/letters.json',
    search: '"DOCUMENT_INFECTED": {\n    "kinds": ["REJECTION"]',
    replace: '"DOCUMENT_INFECTED": {\n    "kinds": ["FORM"]',
    test: pages('the description of a code and its page agree on fault of form and rejection'),
  },
  {
    id: 'error-page-runs-scripts',
    breaks: 'a page under the name of the hub runs what somebody puts into it',
    file: 'src/http/errorPage.ts',
    search: "`default-src 'none'; style-src",
    replace: '`default-src *; style-src',
    test: pages('a page runs and loads nothing, and says so to the browser'),
  },
  {
    id: 'error-page-language-not-switched',
    breaks: 'the links to the other languages do nothing',
    file: 'src/http/errorRoutes.ts',
    search: "return lang === 'ar' || lang === 'fr' || lang === 'en' ? lang :",
    replace: "return lang === 'none' ? 'en' :",
    test: pages('links switch the language, whatever the browser asks for'),
  },
  {
    id: 'refusal-hidden-from-graphql-clients',
    breaks: 'a client that asks for the type of GraphQL cannot read why its token is refused',
    file: 'src/http/errorReplies.ts',
    search: '? ofGraphql :',
    replace: "? 'application/json' :",
    test: {
      file: 'tests/clients/apollo.test.ts',
      name: 'Apollo Client tells a refused token and a bad cursor by their codes',
    },
  },
];
