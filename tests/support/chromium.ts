import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const installed = places.find((place) => place !== undefined && existsSync(place));

/**
 * `test` where a Chromium is installed. Elsewhere the tests are skipped, aloud; `CI_BROWSER=required` makes that an error.
 * What takes the better part of a minute is `long`: it stands in the long run alone.
 */
export const testInChromium = ({ long = false } = {}): jest.It => {
  if (long && process.env['TEST_LONG'] !== '1') return test.skip;
  if (installed !== undefined) return test;
  const reason = `no Chromium at ${places.filter((place) => place !== undefined).join(', ')}: install Debian's package chromium, or set CHROMIUM`;
  if (process.env['CI_BROWSER'] === 'required') throw new Error(`CI_BROWSER=required, but there is ${reason}`);
  console.warn(`Skipped, since there is ${reason}.`);
  return test.skip;
};

/** Null where none is installed. Without its own sandbox, which does not start as root and has only our pages to hold. */
export const launchChromium = async (): Promise<Browser | null> =>
  installed === undefined
    ? null
    : chromium.launch({ executablePath: installed, chromiumSandbox: false, args: ['--disable-dev-shm-usage'] });
