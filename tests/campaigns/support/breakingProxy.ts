import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import type { SeededRandom } from '../../support/seededRandom.js';
import type { At } from './hubClient.js';

export type BreakingProxy = At & { readonly broken: () => number; readonly close: () => void };

/** A connection to the hub that breaks after some octets of the answers, few or many. `hub` says where it is at the moment. */
export const startBreakingProxy = async (hub: () => At, random: SeededRandom): Promise<BreakingProxy> => {
  let broken = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const { hostname, port } = new URL(hub().url);
    const upstream = net.connect(Number(port), hostname);
    let left = random.below(1_500);
    const drop = (): void => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
    };
    open.add(client);
    client.on('error', drop).on('close', drop).pipe(upstream);
    upstream.on('error', drop).on('close', drop);
    upstream.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left >= 0) return void client.write(chunk);
      broken += 1;
      client.write(chunk.subarray(0, chunk.length + left), drop);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    broken: () => broken,
    close: () => {
      server.close();
      open.forEach((socket) => socket.destroy());
    },
  };
};
