import { startHub, type TestHub } from '../support/hub.js';
import { givenParties, type Parties } from './givenParties.js';
import { deposit } from '../support/exchange.js';
let hub: TestHub;
let parties: Parties;
test('x', async () => {
  hub = await startHub();
  parties = await givenParties(hub);
  const input = parties.input();
  const body = JSON.stringify({ query: 'mutation M($input: CorrespondenceDepositInput!) { correspondenceDeposit(input: $input) { evidence { token } } }', variables: { input } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${parties.ministry.token}` };
  const log: string[] = [];
  hub.opened.app.server.on('request', (req, res) => { const id = Math.random().toString(36).slice(2,6); log.push(`${Date.now()%100000} ${id} start ${req.url}`); res.on('close', () => log.push(`${Date.now()%100000} ${id} close ${res.writableFinished}`)); req.on('close', () => log.push(`${Date.now()%100000} ${id} reqclose`)); });
  for (const afterMs of [1, 4, 8, 15, 30]) {
    await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body, signal: AbortSignal.timeout(afterMs) }).then(() => log.push('ok'), (e) => log.push(String(e)));
  }
  await deposit(hub, parties.ministry.token, input);
  await new Promise((r) => setTimeout(r, 500));
  const conns = () => new Promise((r) => hub.opened.app.server.getConnections((_, n) => r(n)));
  log.push(`conns ${await conns()}`);
  hub.opened.app.addHook
  const t = Date.now();
  const closed = hub.opened.app.close();
  const r = await Promise.race([closed.then(() => 'closed'), new Promise((r) => setTimeout(() => r('hang'), 6000))]);
  log.push(`${r} ${Date.now() - t} conns ${await conns()}`);
  const handles = (process as any)._getActiveHandles().filter((h: any) => h.constructor.name === 'Socket' && h.server).map((h: any) => [h.remotePort, h.bytesRead, h.bytesWritten, h.destroyed, h.readyState, h._httpMessage?.writableFinished]);
  console.log(log.join('\n'), handles);
}, 60000);
