// Renews data/zoneinfo from Debian's tzdata package. Needs apt and dpkg-deb (any Debian or Ubuntu).
// Usage: node scripts/updateZoneFile.mjs, then run the tests and read the diff of version.json.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../data/zoneinfo/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tzdata-'));
try {
  execFileSync('apt-get', ['download', 'tzdata'], { cwd: folder, stdio: 'inherit' });
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
  execFileSync('dpkg-deb', ['-x', archive, 'x'], { cwd: folder });
  const packageVersion = execFileSync('dpkg-deb', ['-f', archive, 'Version'], { cwd: folder, encoding: 'utf8' }).trim();
  const bytes = readFileSync(join(folder, 'x/usr/share/zoneinfo/Africa/Casablanca'));
  const version = {
    tzdata: /^\d{4}[a-z]+/.exec(packageVersion)[0],
    source: `Debian package tzdata ${packageVersion}`,
    fetchedOn: new Date().toISOString().slice(0, 10),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  writeFileSync(join(target, 'Africa/Casablanca'), bytes);
  writeFileSync(join(target, 'version.json'), `${JSON.stringify(version, null, 2)}\n`);
  console.log(`data/zoneinfo now holds tzdata ${version.tzdata}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
