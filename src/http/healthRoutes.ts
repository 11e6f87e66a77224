import type { FastifyInstance } from 'fastify';
import type { DueTimers } from '../evidence/dueTimers.js';
import type { Hub } from '../evidence/hub.js';
import { plainReads } from '../platform/database.js';
import { intlDisagreement } from '../platform/legalTime.js';
import { sql } from '../platform/sql.js';

/** `/healthz`: the process answers. `/readyz`: it can do its work, with a reason for each thing that hinders it. */
export const registerHealthRoutes = (
  app: FastifyInstance,
  hub: Hub,
  { isDraining, timers }: { readonly isDraining: () => boolean; readonly timers: Pick<DueTimers, 'failure'> },
): void => {
  app.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const checks = {
      accepting: isDraining() ? 'The hub is stopping.' : null,
      database: await failureOf(() => plainReads(hub.pool).one(sql`select 1 as one`)),
      clock: await failureOf(async () => hub.checkClock()),
    };
    // held-up timers hinder no request: another process may fire them, and turning this one away would not
    const held = timers.failure();
    const ready = Object.values(checks).every((failure) => failure === null);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ready' : 'not ready',
        mode: hub.mode,
        checks,
        warnings: [...warnings(hub.clock.nowMs()), ...(held === null ? [] : [held])],
      });
  });
};

const failureOf = async (check: () => Promise<unknown>): Promise<string | null> => {
  try {
    await check();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

/** What hinders nothing today and should be mended. */
export const warnings = (nowMs: number): readonly string[] => {
  const major = Number(process.versions.node.split('.')[0]);
  const zone = intlDisagreement(nowMs);
  return [
    ...(major < 22
      ? [`Node.js ${process.version} gets no security fixes any more: run the hub on Node.js 24 LTS.`]
      : []),
    ...(zone === null ? [] : [zone]),
  ];
};
