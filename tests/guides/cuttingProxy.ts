import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import type { SeededRandom } from '../support/seededRandom.js';

export type CuttingProxy = {
  readonly url: string;
  /** Where connections go; set before the first one comes. */
  readonly leadTo: (port: number) => void;
  /** From now on about every second connection breaks, `times` times in all. */
  readonly cut: (times: number) => void;
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
};

/**
 * A bad line: a connection breaks after some octets of what one side says, few or many, so in the middle of a header as well as
 * of a body, in a request as well as in an answer.
 */
export const startCuttingProxy = async (random: SeededRandom): Promise<CuttingProxy> => {
  let [port, left, cuts] = [0, 0, 0];
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const hub = net.connect(port, '127.0.0.1');
    const drop = (): void => {
      client.destroy();
      hub.destroy();
    };
    for (const socket of [client, hub]) {
      open.add(socket);
      socket.on('error', drop).on('close', () => {
        open.delete(socket);
        drop();
      });
    }
    const breaks = left > 0 && random.below(2) === 0;
    const broken = breaks ? random.pick(['request', 'answer'] as const) : null;
    const limit = octetsBeforeCut(random);
    const breakOff = (): void => {
      cuts += 1;
      left -= 1;
      drop();
    };
    pass(client, hub, broken === 'request' ? limit : Infinity, breakOff);
    pass(hub, client, broken === 'answer' ? limit : Infinity, breakOff);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (to) => (port = to),
    cut: (times) => (left = times),
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** From one to some 250,000, as many below 500 as above. */
const octetsBeforeCut = (random: SeededRandom): number => Math.floor(Math.exp((random.below(1_000) / 1_000) * 12.4));

const pass = (from: net.Socket, to: net.Socket, limit: number, breakOff: () => void): void => {
  let left = limit;
  let isBroken = false;
  from.on('data', (chunk) => {
    if (isBroken) return;
    if (chunk.length <= left) {
      left -= chunk.length;
      if (!to.write(chunk)) from.pause();
      return;
    }
    isBroken = true;
    to.write(chunk.subarray(0, left), breakOff);
  });
  to.on('drain', () => from.resume());
  from.on('end', () => {
    if (!isBroken) to.end();
  });
};
