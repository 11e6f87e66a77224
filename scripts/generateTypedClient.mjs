// Makes examples/typed-client/generated/ from the API's public schema, or, with --check, says whether it is up to date.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const client = join('examples', 'typed-client');
const generated = join(client, 'generated');
const require = createRequire(import.meta.url);

const run = (cwd, args, env = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`.trim());
};

const commandOf = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

/** Generated beside the project, so that a check changes nothing and a failure leaves the old files. */
const generate = (folder) => {
  const schema = join(folder, 'schema.graphql');
  run(root, [commandOf('tsx', 'dist/cli.mjs'), join('src', 'gateway', 'composeCli.ts'), '--public', schema]);
  cpSync(join(root, client), join(folder, client), { recursive: true });
  rmSync(join(folder, generated), { recursive: true, force: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const { bin } = require('@graphql-codegen/cli/package.json');
  const codegen = commandOf('@graphql-codegen/cli', bin['graphql-codegen']);
  run(folder, [codegen, '--config', join(client, 'codegen.yml')], { WASL_SCHEMA: schema });
};

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** What differs between what is committed and what the schema gives. */
const differences = (folder) => {
  const names = [folder, root].flatMap((at) =>
    existsSync(join(at, generated)) ? readdirSync(join(at, generated)) : [],
  );
  return [...new Set(names)].filter(
    (name) => textOf(join(folder, generated, name)) !== textOf(join(root, generated, name)),
  );
};

const folder = mkdtempSync(join(tmpdir(), 'wasl-typed-client-'));
try {
  generate(folder);
  const changed = differences(folder);
  if (!process.argv.includes('--check')) {
    rmSync(join(root, generated), { recursive: true, force: true });
    mkdirSync(join(root, generated), { recursive: true });
    cpSync(join(folder, generated), join(root, generated), { recursive: true });
  } else if (changed.length > 0) {
    for (const name of changed) {
      console.error(
        `${join(generated, name)} is not what the schema gives: run \`node scripts/generateTypedClient.mjs\`.`,
      );
    }
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`The typed client could not be generated:\n${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
