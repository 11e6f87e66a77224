// Breaks the product in the ways that tests/mutants/*.mjs list, one at a time on a copy of the working tree, and expects
// the named test of each to fail.
//
//   npm run mutants                          all of them
//   npm run mutants -- --only a,b            those ids, or ids that begin so with `a*`
//   npm run mutants -- --sample 5 --seed 7   five of them, the same for the same seed
//   npm run mutants -- --jobs 1              one at a time (two by default)
//   npm run mutants -- --sound               all tests have just passed: they are not run without a mutant first
//   npm run mutants -- --list                prints the list and runs nothing
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleOutside } from '../tests/support/bundleOutside.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const listFolder = join(project, 'tests', 'mutants');
const leftOut = new Set(['node_modules', '.git', 'dist', 'coverage', '.wasl', '.scratch']);
const mostMinutes = 6;

/**
 * A mutant has `id`, `breaks` (in words), `file`, `search` (which stands there exactly once), `replace`, and the `test`
 * that must then fail. A guarantee that two places hold has `and`, further `{ file, search, replace }`.
 */
const readMutants = async () => {
  const lists = readdirSync(listFolder).filter((name) => name.endsWith('.mjs'));
  const modules = await Promise.all(lists.sort().map((name) => import(join(listFolder, name))));
  const mutants = modules.flatMap((module) => module.default);
  const faults = [];
  const ids = new Set();
  for (const mutant of mutants) {
    const { id, test } = mutant;
    if (ids.has(id)) faults.push(`${id}: the id is there twice`);
    ids.add(id);
    if (!test?.file || !test?.name) faults.push(`${id}: it names no test`);
    for (const { file, search, replace } of editsOf(mutant)) {
      const count = readFileSync(join(project, file), 'utf8').split(search).length - 1;
      if (count !== 1) faults.push(`${id}: the text to replace stands ${count} times in ${file}`);
      if (search === replace) faults.push(`${id}: it changes nothing`);
      const anew = madeAnew(file, search);
      if (anew !== null) faults.push(`${id}: ${anew} makes the function of ${file} anew`);
    }
  }
  if (faults.length > 0) throw new Error(`The list of mutants is not sound:\n- ${faults.join('\n- ')}`);
  return mutants;
};

/** The later migration that makes the SQL function anew in which a text stands; null where there is none. */
const madeAnew = (file, search) => {
  const folder = 'migrations/';
  if (!file.startsWith(folder)) return null;
  const text = readFileSync(join(project, file), 'utf8');
  const at = text.indexOf(search);
  const functions = /^create (?:or replace )?function ([\w.]+)\([\s\S]*?^(?:as )?\$\$[\s\S]*?\$\$(?:;|$)/gm;
  const around = [...text.matchAll(functions)].find(({ 0: { length }, index }) => index <= at && at < index + length);
  if (around === undefined) return null;
  const again = new RegExp(`^create (?:or replace )?function ${around[1].replace('.', '\\.')}\\(`, 'm');
  return (
    readdirSync(join(project, folder))
      .filter((name) => name > file.slice(folder.length))
      .find((name) => again.test(readFileSync(join(project, folder, name), 'utf8'))) ?? null
  );
};

const editsOf = ({ file, search, replace, and = [] }) => [{ file, search, replace }, ...and];

const choose = (mutants, { only, sample, seed }) => {
  if (only !== undefined) {
    const wanted = only.split(',');
    const matches = (id) =>
      wanted.some((word) => (word.endsWith('*') ? id.startsWith(word.slice(0, -1)) : id === word));
    return mutants.filter(({ id }) => matches(id));
  }
  if (sample === undefined) return mutants;
  const random = mulberry32(Number(seed ?? 1));
  const left = [...mutants];
  return Array.from(
    { length: Math.min(Number(sample), left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0],
  );
};

const mulberry32 = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const copyTree = () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-mutants-'));
  cpSync(project, folder, {
    recursive: true,
    filter: (source) => relative(project, source) === '' || !leftOut.has(basename(source)),
  });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
};

/** Runs the named tests in a copy and answers what became of each. */
const runTests = async (folder, tests, { workers = 1, minutes = mostMinutes, env = {} } = {}) => {
  const report = join(folder, 'jest-report.json');
  rmSync(report, { force: true });
  const names = tests.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/…$/, '.*'));
  const files = [...new Set(tests.map(({ file }) => file))];
  const { output, timedOut } = await run(folder, minutes, env, [
    '--experimental-vm-modules',
    join(folder, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--runTestsByPath',
    ...files,
    '--testNamePattern',
    `^(${names.join('|')})$`,
    `--maxWorkers=${workers}`,
    '--forceExit',
    '--json',
    `--outputFile=${report}`,
  ]);
  if (timedOut) return tests.map(() => ({ state: 'timed out', detail: output }));
  const results = readReport(report);
  return tests.map(({ file, name }) => stateOf(results, file, name, output));
};

const run = (folder, minutes, env, args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let output = '';
    const keep = (text) => void (output = `${output}${text}`.slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, minutes * 60_000);
    child.on('close', () => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ output, timedOut });
    });
  });

const running = new Set();

/** A test run has children of its own, the database above all: the whole group ends. */
const endGroup = (child) => {
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // it is gone
  }
};

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return [];
  }
};

/**
 * A test that never began, because its file does not load or its set-up fails, says nothing about the guarantee. Rows of
 * one table may have the same name: one that fails is enough.
 */
const stateOf = (results, file, name, output) => {
  const result = results.find((each) => each.name.endsWith(`/${file}`));
  const found = result?.assertionResults.filter(({ fullName }) => isNamed(fullName, name)) ?? [];
  const failed = found.filter(({ status }) => status === 'failed');
  const detail = failed.flatMap(({ failureMessages }) => failureMessages).join('\n');
  if (failed.some(({ invocations }) => invocations > 0)) return { state: 'failed', detail };
  if (found.length > 0 && found.every(({ status }) => status === 'passed')) return { state: 'passed', detail: '' };
  return { state: 'not run', detail: detail || result?.message || output };
};

/** A name that ends with `…` stands for every one that begins so: some end with a seed. */
const isNamed = (fullName, name) => (name.endsWith('…') ? fullName.startsWith(name.slice(0, -1)) : fullName === name);

/** What makes the database that tests begin with: a change there needs a server of its own. */
const makesDatabase =
  /^(migrations|data)\/|^src\/(platform\/(asOwner|csv|embedded|migrate)|start\/|access\/sandboxClients|subgraphs\/directory\/)/;

const tryMutant = async (folder, mutant, server) => {
  const ownServer = editsOf(mutant).some(({ file }) => makesDatabase.test(file));
  const originals = new Map();
  for (const { file, search, replace } of editsOf(mutant)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!originals.has(path)) originals.set(path, text);
    writeFileSync(
      path,
      text.replace(search, () => replace),
    );
  }
  try {
    const [result] = await runTests(folder, [mutant.test], { env: ownServer ? {} : { TEST_POSTGRES: server } });
    return result;
  } finally {
    for (const [path, text] of originals) writeFileSync(path, text);
  }
};

const firstLines = (text) =>
  text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 12)
    .map((line) => `      ${line}`)
    .join('\n');

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    sound: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const main = async () => {
  const mutants = choose(await readMutants(), options);
  if (options.list) {
    for (const { id, breaks, test } of mutants) console.log(`${id}: ${breaks}\n    ${test.file}: ${test.name}`);
    return;
  }
  if (mutants.length === 0) throw new Error('No mutant has this id.');
  const folders = Array.from({ length: Math.min(Number(options.jobs), mutants.length) }, copyTree);
  let server;
  let cleaned;
  const clean = () => (cleaned ??= cleanUp());
  const cleanUp = async () => {
    running.forEach(endGroup);
    await server?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  process.on('SIGINT', () => void clean().then(() => process.exit(130)));
  process.on('SIGTERM', () => void clean().then(() => process.exit(143)));
  try {
    server = await startServer(folders[0]);
    process.exitCode = (await runAll(mutants, folders, server.environment)) ? 0 : 1;
  } finally {
    await clean();
  }
};

/** One PostgreSQL for all runs whose mutant leaves the database as it is: making it takes longer than most tests. */
const startServer = async (folder) => {
  const file = join(folder, 'hub.cjs');
  await bundleOutside(file);
  return createRequire(import.meta.url)(file).startTestServer();
};

/** The tests that do not pass without a mutant either: they tell nothing. One that passes alone is sound. */
const findUnsound = async (folders, tests) => {
  const first = await runTests(folders[0], tests, { workers: folders.length, minutes: 4 * mostMinutes });
  const failing = tests.filter((_, at) => first[at].state !== 'passed');
  if (failing.length === 0) return [];
  const second = await runTests(folders[0], failing, { minutes: 2 * mostMinutes });
  return failing.filter(({ file, name }, at) => {
    const { state, detail } = second[at];
    if (state !== 'passed')
      console.log(`UNSOUND  ${file}: ${name} (${state} without any mutant)\n${firstLines(detail)}`);
    return state !== 'passed';
  });
};

const runAll = async (mutants, folders, server) => {
  const tests = [...new Map(mutants.map(({ test }) => [`${test.file} ${test.name}`, test])).values()];
  console.log(
    `${mutants.length} mutants, ${tests.length} tests${options.sound ? '' : '; the tests without a mutant first'}`,
  );
  const unsound = options.sound ? [] : await findUnsound(folders, tests);
  const waiting = mutants.filter(
    ({ test }) => !unsound.some(({ file, name }) => test.file === file && test.name === name),
  );
  const notTried = mutants.length - waiting.length;
  let [caught, survived] = [0, 0];
  const work = async (folder) => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      let { state, detail } = await tryMutant(folder, mutant, server);
      // a machine under load may fail to start a run, and a break that depends on chance may pass once
      const isTriedAgain = state !== 'failed';
      if (isTriedAgain) ({ state, detail } = await tryMutant(folder, mutant, server));
      const isCaught = state === 'failed';
      if (isCaught) caught += 1;
      else survived += 1;
      const { id, breaks, test } = mutant;
      console.log(`${isCaught ? 'caught  ' : 'SURVIVED'} ${id}: ${breaks}${isTriedAgain ? ' (tried twice)' : ''}`);
      if (!isCaught) console.log(`    ${test.file}: ${test.name} (${state})`);
      if (!isCaught || options.verbose) console.log(firstLines(detail));
    }
  };
  await Promise.all(folders.map(work));
  console.log(`${caught} caught, ${survived} survived${notTried > 0 ? `, ${notTried} not tried` : ''}`);
  return survived === 0 && notTried === 0;
};

await main();
