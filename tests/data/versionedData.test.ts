import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isPurpose, purposeList, purposes } from '../../src/access/purposes.js';
import { isScope, scopeList, scopes } from '../../src/access/scopes.js';
import { projectFile } from '../../src/platform/paths.js';
import { calendarSchema } from '../../src/platform/workingDays.js';

const read = (...parts: string[]): Buffer => readFileSync(projectFile('data', ...parts));
const calendar = calendarSchema.parse(JSON.parse(read('public-holidays.json').toString('utf8')));
const arabic = /\p{Script=Arabic}/u;

test('holds the zone file whose digest and version it states', () => {
  expect(JSON.parse(read('zoneinfo', 'version.json').toString('utf8'))).toEqual({
    tzdata: expect.stringMatching(/^20\d\d[a-z]+$/) as string,
    source: expect.stringContaining('Debian package tzdata ') as string,
    fetchedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    sha256: createHash('sha256')
      .update(read('zoneinfo', 'Africa', 'Casablanca'))
      .digest('hex'),
  });
});

test('lists the scopes of the exchange, described in three languages', () => {
  expect(scopes).toEqual([
    'correspondence:read',
    'correspondence:read-confidential',
    'correspondence:send',
    'correspondence:receive',
    'documents:read',
    'documents:write',
    'registers:read',
    'registers:write',
    'directory:write',
  ]);
  expect(scopeList.filter(({ description }) => !arabic.test(description.ar))).toEqual([]);
  expect(['correspondence:read', 'correspondence:', 'toString'].map(isScope)).toEqual([true, false, false]);
});

test('lists the purposes, each with its legal basis or the word that none was found', () => {
  expect(purposes).toEqual(['CORRESPONDENCE', 'DOSSIER', 'CONTROL', 'STATISTICS']);
  expect(purposeList.filter(({ legalBasis }) => !/^(?:UNVERIFIED$|Law )/.test(legalBasis))).toEqual([]);
  expect(purposeList.filter(({ description }) => !arabic.test(description.ar))).toEqual([]);
  expect(['DOSSIER', 'dossier'].map(isPurpose)).toEqual([true, false]);
});

test('has no holiday twice and none outside the years that it covers', () => {
  const fixed = calendar.fixed.map(({ monthDay }) => monthDay);
  const moving = calendar.moving.map(({ on }) => on);
  expect([new Set(fixed).size, new Set(moving).size]).toEqual([fixed.length, moving.length]);
  expect(moving.filter((on) => on < calendar.covers.from || on > calendar.covers.to)).toEqual([]);
  expect([...moving].sort()).toEqual(moving);
});

test('has the seven religious days of every year that it covers', () => {
  const religious = calendar.moving
    .filter(({ name }) => name.en !== 'Exceptional holiday')
    .map(({ on }) => on.slice(0, 4));
  expect(['2024', '2025', '2026', '2027'].map((year) => religious.filter((each) => each === year).length)).toEqual([
    7, 7, 7, 7,
  ]);
});

test('calls nothing announced or in force without an address to read it at', () => {
  const holidays = [...calendar.fixed, ...calendar.moving];
  expect(holidays.filter(({ status, source }) => (status === 'UNVERIFIED') !== (source === 'UNVERIFIED'))).toEqual([]);
  expect(holidays.filter(({ source }) => source !== 'UNVERIFIED' && !URL.canParse(source))).toEqual([]);
  expect(holidays.filter(({ name }) => !arabic.test(name.ar))).toEqual([]);
});
