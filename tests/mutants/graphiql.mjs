const routes = (name) => ({ file: 'tests/graphiql/graphiqlRoutes.test.ts', name });

export default [
  {
    id: 'graphiql-sandbox-in-production',
    breaks: 'the page in production offers identities and asks for tokens that nobody gives',
    file: 'src/start/openHub.ts',
    search: 'registerGraphiqlRoutes(app, { mode: config.mode,',
    replace: "registerGraphiqlRoutes(app, { mode: 'sandbox',",
    test: {
      file: 'tests/graphiql/production.test.ts',
      name: 'in production the page hands out no token: it has GraphiQL, and an editor for headers',
    },
  },
  {
    id: 'graphiql-open-policy',
    breaks: 'the page may send what it knows anywhere',
    file: 'src/http/graphiqlRoutes.ts',
    search: '"connect-src \'self\'",',
    replace: '"connect-src *",',
    test: routes('the page names only files of the hub, in the language of its reader'),
  },
  {
    id: 'graphiql-any-file',
    breaks: 'files beside those of the page are served',
    file: 'src/http/graphiqlRoutes.ts',
    search: 'const assetName = /^[\\w.-]+-[A-Z0-9]{8}\\.[a-z0-9]+$/;',
    replace: 'const assetName = /./;',
    test: routes('no file but those of the page is served: ..%2f..%2fweb%2fpage%2fpage.css'),
  },
  {
    id: 'graphiql-answers-anything',
    breaks: 'a hub without the built page does not say so',
    file: 'src/http/graphiqlRoutes.ts',
    search: '    .code(503)',
    replace: '    .code(200)',
    test: routes('a hub without the built page says how to build it'),
  },
];
