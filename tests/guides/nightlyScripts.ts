import { spawn, spawnSync } from 'node:child_process';
import { projectFile } from '../../src/platform/paths.js';

export type NightlyScript = {
  readonly name: string;
  readonly command: readonly string[];
  /** Why it cannot run on this machine; null: it can. */
  readonly missing: string | null;
};

const answers = (command: string, ...args: string[]): boolean => {
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  return status === 0;
};

const scriptOf = (file: string, command: readonly string[], missing: string | null): NightlyScript => ({
  name: file,
  command: [...command, projectFile('examples', 'nightly', file)],
  missing,
});

/** Each script with what it needs: PHP with curl and openssl, Python 3.9, or curl, openssl and awk. */
export const nightlyScripts: readonly NightlyScript[] = [
  scriptOf(
    'nightly.php',
    ['php'],
    answers(
      'php',
      '-r',
      'exit(PHP_VERSION_ID >= 80100 && extension_loaded("curl") && extension_loaded("openssl") ? 0 : 1);',
    )
      ? null
      : 'this machine has no PHP 8.1 with curl and openssl',
  ),
  scriptOf(
    'nightly.py',
    ['python3'],
    answers('python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 9))')
      ? null
      : 'this machine has no Python 3.9',
  ),
  scriptOf(
    'nightly.sh',
    ['bash'],
    answers('bash', '-c', 'command -v curl openssl awk sed')
      ? null
      : 'this machine lacks one of bash, curl, openssl, awk, sed',
  ),
];

export type Ended = { readonly code: number | null; readonly output: string };

/** Runs a script to its end. */
export const runScript = (
  { command }: NightlyScript,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const [file, ...first] = command;
    const child = spawn(file!, [...first, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
  });
