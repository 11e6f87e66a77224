import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { boundLog, logTail, openLog } from '../../src/platform/embeddedPostgresLog.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wasl-log-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('bounds a log that a server goes on writing to, with one predecessor', () => {
  const file = path.join(folder, 'server.log');
  const log = openLog(file);
  for (const line of ['first\n', 'second\n', 'third\n']) {
    fs.writeSync(log, line);
    boundLog(file, 5);
  }
  fs.writeSync(log, 'now\n');
  fs.closeSync(log);
  expect([fs.readFileSync(file, 'utf8'), fs.readFileSync(`${file}.1`, 'utf8')]).toEqual(['now\n', 'third\n']);
});

test('does not write through a link that stands in the place of the log', () => {
  const file = path.join(folder, 'linked.log');
  fs.symlinkSync(path.join(folder, 'elsewhere'), file);
  expect(() => openLog(file)).toThrow('ELOOP');
});

test('shows the last lines since a point, also when the log was emptied since', () => {
  const file = path.join(folder, 'tail.log');
  fs.writeFileSync(file, 'a\nb\nc\nd\n');
  expect([logTail(file, 2, 2), logTail(file, 2), logTail(file, 100)]).toEqual(['c\nd', 'b\nc\nd', 'a\nb\nc\nd']);
});
