// Writes a list of territorial collectivities (code, kind, parent_code, name_ar, name_fr, name_en) in the columns that
// `wasl institutions import` takes:  node map-institutions.mjs < collectivities.csv > institutions.csv
import { readFileSync } from 'node:fs';

const kinds = {
  region: 'REGION',
  prefecture: 'PREFECTURE',
  province: 'PROVINCE',
  commune_urban: 'COMMUNE',
  commune_rural: 'COMMUNE',
};
const prefixes = { REGION: 'TC-REG', PREFECTURE: 'TC-PRE', PROVINCE: 'TC-PRO', COMMUNE: 'TC-COM' };

const cells = (line) =>
  [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );
const [header, ...lines] = readFileSync(0, 'utf8')
  .replace(/^\ufeff/, '')
  .trim()
  .split(/\r?\n/);
const rows = lines.map((line) => Object.fromEntries(cells(header).map((name, at) => [name, cells(line)[at]])));
const byCode = new Map(rows.map((row) => [row.code, row]));
const codeOf = (row) => (row ? `${prefixes[kinds[row.kind]]}-${row.code.replace(/\D/g, '')}` : '');
const regionOf = (row) => (row === undefined || row.kind === 'region' ? row : regionOf(byCode.get(row.parent_code)));
const quote = (value) => `"${value.replaceAll('"', '""')}"`;

console.log('code,kind,parent_code,region_code,name_ar,name_fr,name_en,status,channel,source');
for (const row of rows) {
  const links = [codeOf(row), kinds[row.kind], codeOf(byCode.get(row.parent_code)), codeOf(regionOf(row))];
  console.log(
    [...links, row.name_ar, row.name_fr, row.name_en, 'ACTIVE', 'NOT_CONNECTED', 'UNVERIFIED'].map(quote).join(','),
  );
}
