// Checks that what is generated and committed (src/generated/, schema/supergraph.graphql, the typed client of examples/) is
// what its sources give.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join('src', 'generated');

/** The file of a command that a package brings. */
const commandOf = (name, command) => {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
};

const run = (cwd, command, ...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' });
  return { failed: status !== 0, output: `${stdout}${stderr}`.trim() };
};

/** Generated anew beside the project, so that a check changes nothing. */
const checkTypes = () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasl-generated-'));
  try {
    for (const name of ['codegen.yml', 'package.json', 'schema'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const { failed, output } = run(
      folder,
      commandOf('@graphql-codegen/cli', 'graphql-codegen'),
      '--config',
      'codegen.yml',
    );
    if (failed) return [`The code generator failed:\n${output}`];
    const names = new Set([...readdirSync(join(folder, generated)), ...readdirSync(join(root, generated))]);
    return [...names]
      .filter((name) => textOf(join(folder, generated, name)) !== textOf(join(root, generated, name)))
      .map((name) => `${join(generated, name)} is not what its schema gives: run \`npm run codegen\`.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

const checkSupergraph = () => {
  const { failed, output } = run(root, commandOf('tsx', 'tsx'), join('src', 'gateway', 'composeCli.ts'), '--check');
  return failed ? [output] : [];
};

const checkTypedClient = () => {
  const { failed, output } = run(root, join('scripts', 'generateTypedClient.mjs'), '--check');
  return failed ? [output] : [];
};

const faults = [...checkTypes(), ...checkSupergraph(), ...checkTypedClient()];
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
} else {
  console.log('Everything generated is up to date.');
}
