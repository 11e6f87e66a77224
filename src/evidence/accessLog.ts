import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.js';
import type { Pool } from '../platform/database.js';
import { Fault } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { createAccessCounts } from './accessCounts.js';
import type { AccessRecord } from './accessRecord.js';
import { accessCountRow, accessRow, type AccessAnswer, type AccessRow } from './accessRow.js';
import { appendBatch } from './appendBatch.js';
import { createOperationTexts } from './operationTexts.js';

export type AccessLog = {
  /**
   * Resolves when the access is on disk, and only then may its answer leave; rejects with `AUDIT_UNAVAILABLE`. A request
   * without a recognised caller is counted instead, and waits for nothing.
   */
  readonly append: (record: AccessRecord, answer: AccessAnswer) => Promise<void>;
  /** Writes what was counted so far. */
  readonly flush: () => Promise<void>;
  /** Writes what was counted, and ends. */
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly row: AccessRow;
  readonly expiresAtMs: number;
  readonly resolve: () => void;
  readonly reject: (error: Fault) => void;
};

const patienceMs = 2_000;
const mostInBatch = 500;
const mostWaiting = 5_000;
const retryAfterMs = 50;
const countEveryMs = 60_000;

/** `pool` is one of the log-in `wasl_log`: one batch is on its way, and what arrives meanwhile shares the next commit. */
export const createAccessLog = ({
  pool,
  clock,
  log,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
}): AccessLog => {
  const texts = createOperationTexts();
  const counts = createAccessCounts();
  let queue: Waiting[] = [];
  let isWriting = false;
  let written = Promise.resolve();
  let isFailing = false;

  const enqueue = (row: AccessRow): Promise<void> => {
    if (queue.length >= mostWaiting) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      queue.push({ row, expiresAtMs: clock.nowMs() + patienceMs, resolve, reject });
      if (!isWriting) written = writeAll();
    });
  };

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, mostInBatch);
      try {
        await write(batch);
        if (isFailing) log.info('Access events are written again.');
        isFailing = false;
      } catch (error) {
        if (isRefusal(error)) await writeSingly(batch);
        else await wait(batch, error);
      }
    }
    isWriting = false;
  };

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    await appendBatch(
      pool,
      batch.map(({ row }) => row),
      Math.max(1, batch[0]!.expiresAtMs - clock.nowMs()),
    );
    for (const { row, resolve } of batch) {
      if (row.operation_hash !== undefined) texts.markStored(row.operation_hash);
      resolve();
    }
  };

  /** One event that the database refuses must not cost the others their answers. */
  const writeSingly = async (batch: readonly Waiting[]): Promise<void> => {
    for (const waiting of batch) {
      try {
        await write([waiting]);
      } catch (error) {
        log.error({ err: error }, 'An access event could not be written.');
        waiting.reject(unavailable(error));
      }
    }
  };

  /** Whoever has waited long enough is refused, the others stay in front. An event may so be written twice, under one id. */
  const wait = async (batch: readonly Waiting[], error: unknown): Promise<void> => {
    if (!isFailing) log.error({ err: error }, 'Access events cannot be written; answers are refused until they can.');
    isFailing = true;
    queue = [...batch, ...queue];
    await pause(retryAfterMs);
    const nowMs = clock.nowMs();
    const late = queue.filter(({ expiresAtMs }) => expiresAtMs <= nowMs);
    queue = queue.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
    late.forEach(({ reject }) => reject(unavailable(error)));
  };

  const operationOf = (text: string | null): { operation_hash?: string; operation_text?: string } => {
    const operation = text === null ? null : texts.find(text);
    if (operation === null) return {};
    if (texts.isStored(operation.hash)) return { operation_hash: operation.hash };
    return { operation_hash: operation.hash, operation_text: operation.text };
  };

  const flush = async (): Promise<void> => {
    await Promise.all(counts.take().map((count) => enqueue(accessCountRow(count)).catch(() => counts.giveBack(count))));
  };
  const timer = setInterval(() => void flush(), countEveryMs);
  timer.unref();

  return {
    append: async (record, answer) => {
      const { viewer } = record;
      if (viewer === null) return counts.count(record.startedAtMs, record.outcome, answer);
      await enqueue(accessRow(record, viewer, operationOf(record.operationText), answer));
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
      await written;
    },
  };
};

/** Class 22 and 23: the event itself, not the database, is at fault. */
const isRefusal = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code);
};

const unavailable = (cause?: unknown): Fault =>
  new Fault(
    'AUDIT_UNAVAILABLE',
    'The record of this access cannot be written, so there is no answer. Try again, an act with its key.',
    {
      retryAfterSeconds: 1,
      cause,
    },
  );
