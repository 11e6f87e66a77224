import { execFile } from 'node:child_process';
import { connect, HubError } from '../../examples/typed-client/hub.js';
import { exchange } from '../../examples/typed-client/exchange.js';
import { FindAddresseeDocument } from '../../examples/typed-client/generated/graphql.js';
import { projectFile } from '../../src/platform/paths.js';
import { commune, ministry, newPdf } from '../support/exchange.js';
import { startHub, type TestHub } from '../support/hub.js';

let hub: TestHub;

beforeAll(async () => {
  hub = await startHub();
}, 60_000);

afterAll(() => hub.close());

test('the typed client plays the first exchange', async () => {
  const [sender, recipient] = [ministry, commune].map((code) => connect(hub.url, () => hub.tokenFor(code)));
  expect(await exchange(sender!, recipient!, commune, newPdf())).toEqual({
    id: expect.any(String) as string,
    departureNumber: '1',
    arrivalNumber: '1',
    state: 'ACKNOWLEDGED',
  });
});

test('the typed client tells a refusal by its code', async () => {
  const stranger = connect(hub.url, async () => 'none');
  const refusal = await stranger.ask(FindAddresseeDocument, { code: commune }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: 'HubError', code: 'UNAUTHENTICATED', retryable: false });
  expect(refusal).toBeInstanceOf(HubError);
});

test('the script plays the exchange in a sandbox', () => {
  const [tsx, script] = [projectFile('node_modules', 'tsx', 'dist', 'cli.mjs'), 'examples/typed-client/main.ts'];
  return new Promise<void>((resolve, reject) => {
    execFile(process.execPath, [tsx, projectFile(script), hub.url], (error, stdout, stderr) => {
      if (error !== null) return reject(new Error(stderr, { cause: error }));
      expect(JSON.parse(stdout)).toMatchObject({ departureNumber: '2', arrivalNumber: '2', state: 'ACKNOWLEDGED' });
      resolve();
    });
  });
}, 60_000);
