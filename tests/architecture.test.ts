import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { projectFile } from '../src/platform/paths.js';

type Import = { readonly from: string; readonly to: string; readonly isTypeOnly: boolean };

const root = projectFile('src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();
const texts = new Map(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));

const imports: readonly Import[] = files.flatMap((from) =>
  [...texts.get(from)!.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)from\s+'([^']+)';|import\('([^']+)'\)/gms)].map(
    ([, type, names = '', path, dynamic]) => {
      const to = path ?? dynamic!;
      return {
        from,
        to: to.startsWith('.') ? normalize(join(dirname(from), to)).replace(/\.js$/, '.ts') : to,
        isTypeOnly: type !== undefined || isAllTypes(names),
      };
    },
  ),
);

/** `import { type A, type B }` is as good as `import type { A, B }`. */
function isAllTypes(names: string): boolean {
  const listed = /^\{([^}]*)\}\s*$/s
    .exec(names.trim())?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return listed !== undefined && listed.length > 0 && listed.every((name) => name.startsWith('type '));
}

const isOurs = ({ to }: Import): boolean => texts.has(to);
const partOf = (file: string): string =>
  file.startsWith('subgraphs/')
    ? file.split('/').slice(0, 2).join('/')
    : file.split('/').length > 1
      ? file.split('/')[0]!
      : '.';
const told = ({ from, to }: Import): string => `${from} -> ${to}`;

/** What each part may import beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  access: ['platform'],
  evidence: ['platform', 'access'],
  generated: ['evidence', 'subgraphs/correspondence', 'subgraphs/directory', 'subgraphs/documents', 'subgraphs/node'],
  gateway: ['platform', 'access'],
  'subgraphs/*': ['platform', 'access', 'evidence', 'generated'],
  print: ['platform', 'subgraphs/correspondence'],
  http: [
    'platform',
    'print',
    'access',
    'evidence',
    'gateway',
    'subgraphs/correspondence',
    'subgraphs/directory',
    'subgraphs/documents',
    'subgraphs/node',
  ],
};

test('reads every import that there is', () => {
  const loose = files.flatMap((file) =>
    [...texts.get(file)!.matchAll(/from '(\.[^']+)'/g)].map(([, path]) =>
      normalize(join(dirname(file), path!)).replace(/\.js$/, '.ts'),
    ),
  );
  expect(imports.filter(isOurs).length).toBe(
    loose.length + imports.filter((each) => isOurs(each) && isDynamic(each)).length,
  );
  expect(loose.filter((file) => !texts.has(file))).toEqual([]);
});

const isDynamic = ({ from, to }: Import): boolean => texts.get(from)!.includes(`import('${relativeOf(from, to)}')`);
const relativeOf = (from: string, to: string): string => {
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
};

test('each part imports only what stands below it, and no subgraph another', () => {
  const broken = imports.filter(isOurs).filter((each) => {
    const [from, to] = [partOf(each.from), partOf(each.to)];
    const may = allowed[from.startsWith('subgraphs/') ? 'subgraphs/*' : from];
    return from !== to && may !== undefined && !may.includes(to);
  });
  expect(broken.map(told)).toEqual([]);
});

test('no part but those that put the hub together is left without a rule', () => {
  const parts = new Set(files.map(partOf).map((part) => (part.startsWith('subgraphs/') ? 'subgraphs/*' : part)));
  expect([...parts].filter((part) => allowed[part] === undefined).sort()).toEqual(
    ['.', 'cli', 'start'].filter((part) => parts.has(part)),
  );
});

test('generated code knows the others by their types alone', () => {
  expect(
    imports.filter((each) => partOf(each.from) === 'generated' && isOurs(each) && !each.isTypeOnly).map(told),
  ).toEqual([]);
});

test('access and evidence know nothing of GraphQL but how its text is cut into words', () => {
  const broken = imports.filter(
    ({ from, to }) => /^(access|evidence)\//.test(from) && /^(graphql|@apollo|@graphql|dataloader)/.test(to),
  );
  expect(broken.map(told)).toEqual(['evidence/strikeLiterals.ts -> graphql']);
});

/** A letter has its register entries, and an entry leads back to its letter: what is read below them is one recursion. */
const recursions: readonly string[] = [
  'subgraphs/correspondence/correspondences.ts -> subgraphs/correspondence/registerEntries.ts -> subgraphs/correspondence/correspondences.ts',
  'subgraphs/correspondence/correspondences.ts -> subgraphs/correspondence/thread.ts -> subgraphs/correspondence/correspondences.ts',
];

test('no file leads back to itself, but where the data do', () => {
  const edges = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const each of imports) if (isOurs(each) && !each.isTypeOnly) edges.get(each.from)!.push(each.to);
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of edges.get(file)!) visit(next, [...path, file]);
    done.add(file);
  };
  files.forEach((file) => visit(file, []));
  expect(cycles).toEqual(recursions);
});

const without = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** The commands are clients of the hub like any other; the opening exchange is one too. */
const clients = /^(cli\/|start\/openingExchange)/;

test('outgoing HTTP goes through egress alone', () => {
  const broken = files
    .filter((file) => file !== 'platform/egress.ts' && !clients.test(file))
    .filter((file) => {
      const text = without(texts.get(file)!);
      return /(?<![\w.])fetch\(|\bhttps?\.(request|get)\(|\{[^}]*\brequest\b[^}]*\}\s*from 'node:https?'|from 'undici'/.test(
        text,
      );
    });
  expect(broken).toEqual([]);
});

test('only the `sql` tag makes a statement, but for commands that take no parameters', () => {
  // a text with a value in it, given to `query` as it is
  const broken = files.flatMap((file) =>
    [...without(texts.get(file)!).matchAll(/\.query\(\s*(`[^`]*`)/g)]
      .filter(([, text]) => text!.includes('${'))
      .map(([, text]) => `${file}: ${text}`),
  );
  const reasons: Readonly<Record<string, string>> = {
    'platform/migrate.ts': 'roles and grants take no parameters; names are escaped or constant',
    'start/openDatabase.ts': 'the password of a role cannot be a parameter; it is escaped',
  };
  expect(broken.filter((each) => reasons[each.split(':')[0]!] === undefined)).toEqual([]);
});

test('the institution of a connection is set in one place', () => {
  expect(files.filter((file) => without(texts.get(file)!).includes('wasl.institution_id'))).toEqual([
    'platform/database.ts',
  ]);
});
