import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { evidenceKeySet } from '../evidence/evidenceKeySet.js';
import type { Clock } from '../platform/clock.js';
import type { Pool } from '../platform/database.js';

type Answer = { readonly body: string; readonly etag: string };

/** `GET /.well-known/evidence-keys.json`: what anyone needs to verify evidence, without a token. */
export const registerEvidenceRoutes = (
  app: FastifyInstance,
  { pool, issuer, clock }: { readonly pool: Pool; readonly issuer: string; readonly clock: Clock },
): void => {
  const keys = cached(clock, async (): Promise<Answer> => {
    const body = `${JSON.stringify(await evidenceKeySet(pool, issuer))}\n`;
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  });

  app.get('/.well-known/evidence-keys.json', async (request, reply) => {
    const { body, etag } = await keys();
    // a copy may be kept but is asked for anew: a key can be a second old when its first evidence is read
    void reply
      .header('cache-control', 'public, no-cache')
      .header('etag', etag)
      .header('access-control-allow-origin', '*');
    if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.type('application/jwk-set+json').send(body);
  });
};

const freshForMs = 1_000;

/** One read a second, whoever asks: the route is open to all. A key that another process adds is seen within that second. */
const cached = (clock: Clock, read: () => Promise<Answer>): (() => Promise<Answer>) => {
  let readAtMs = -Infinity;
  let answer: Promise<Answer> | null = null;
  return () => {
    if (answer !== null && Math.abs(clock.nowMs() - readAtMs) < freshForMs) return answer;
    readAtMs = clock.nowMs();
    const reading = read();
    answer = reading;
    reading.catch(() => {
      if (answer === reading) answer = null;
    });
    return reading;
  };
};

/** RFC 9110, 13.1.2: a list of tags or `*`, compared weakly. */
const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  ifNoneMatch.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
