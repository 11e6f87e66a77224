import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openAccess } from '../access/access.js';
import { createAccessLog } from '../evidence/accessLog.js';
import { openEvidenceSigner } from '../evidence/evidenceSigner.js';
import type { Hub } from '../evidence/hub.js';
import { openClockGuard } from '../evidence/clockGuard.js';
import { startDueTimers, type DueTimers } from '../evidence/dueTimers.js';
import { createOperation } from '../evidence/operation.js';
import { startSequencer } from '../evidence/sequencer.js';
import { listenToTicks } from '../evidence/ticks.js';
import { answerErrors, refuseAddress } from '../http/errorReplies.js';
import { registerEvidenceRoutes } from '../http/evidenceRoutes.js';
import { registerGraphiqlRoutes } from '../http/graphiqlRoutes.js';
import { registerGraphqlRoute } from '../http/graphqlRoute.js';
import { registerHealthRoutes } from '../http/healthRoutes.js';
import { registerPrintRoutes, type PrintRouteDeps } from '../http/printRoutes.js';
import { registerPublicRoutes } from '../http/publicRoutes.js';
import { recordAccess } from '../http/recordAccess.js';
import { registerTokenRoutes } from '../http/tokenRoutes.js';
import { watchSilentConnections } from '../http/silentConnections.js';
import { registerUploadRoutes } from '../http/uploadRoutes.js';
import { createBlobStoreFs } from '../platform/blobStoreFs.js';
import { systemClock } from '../platform/clock.js';
import { issuerOf, withActualPort, type Config } from '../platform/config.js';
import { createPool, plainReads, type Pool } from '../platform/database.js';
import type { DatabaseUrls } from '../platform/databaseUrls.js';
import { createLanes } from '../platform/lanes.js';
import type { Log } from '../platform/log.js';
import { languageOf } from '../platform/messages.js';
import { sql } from '../platform/sql.js';
import { recordOpening } from '../subgraphs/correspondence/contentOpening.js';
import { expireConsignment } from '../subgraphs/correspondence/expireConsignment.js';
import { assertRequestRole } from './assertRequestRole.js';
import { openGateway } from './openGateway.js';
import { startReachability } from './startReachability.js';
import { startUploadSweep } from './startUploadSweep.js';

export type OpenHub = {
  readonly app: FastifyInstance;
  /** Every `METHOD /path` that the router serves. */
  readonly routes: readonly string[];
  readonly hub: Hub;
  readonly timers: DueTimers;
  /** The settings with the port that is listened on. */
  readonly config: Config;
  /** Stops accepting, answers what is under way, writes what is open, and lets go of the database. */
  readonly close: () => Promise<void>;
};

/** One process of the hub on a migrated database, listening when this resolves. */
export const openHub = async (asked: Config, urls: DatabaseUrls, log: Log): Promise<OpenHub> => {
  const app = Fastify({
    bodyLimit: 64 * 1024,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 0,
    frameworkErrors: refuseAddress,
  });
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((name) => `${name} ${url}`)));
  const closing: (() => unknown)[] = [];
  let draining = false;
  try {
    const config = await reserveAddress(asked);
    const clock = systemClock;
    const onError = (error: Error): void => log.warn({ err: error }, 'a database connection was lost');
    const open = (url: string, max: number, name: string): Pool => {
      const pool = createPool(url, { max, name, onError });
      closing.unshift(() => pool.end());
      return pool;
    };
    const pool = open(urls.app, config.poolSize, 'wasl');
    await assertRequestRole(pool, config.mode);
    const issuer = issuerOf(config);
    const ticks = listenToTicks({ url: urls.app, clock, log });
    closing.unshift(() => ticks.close());
    const clockGuard = await openClockGuard({ pool, clock, log });
    closing.unshift(() => clockGuard.close());
    const signer = await openEvidenceSigner({
      pool,
      dataDir: config.dataDirectory,
      issuer,
      mode: config.mode,
      clock,
      log,
      sealKeyFile: config.seal?.keyFile ?? null,
      sealCertificateFile: config.seal?.certificateFile ?? null,
    });
    closing.unshift(() => signer.close());
    const access = await openAccess({ pool, issuer, clock, log, generation: ticks.generation });
    closing.unshift(() => access.close());
    const accessLog = createAccessLog({ pool: open(urls.log, 1, 'wasl-log'), clock, log });
    closing.unshift(() => accessLog.close());
    const { value: cursorKey } = await plainReads(pool).one<{ value: Buffer }>(
      sql`select value from wasl.secret where name = 'cursor'`,
    );
    const blobs = await createBlobStoreFs(join(config.dataDirectory, 'blobs'));
    const hub: Hub = {
      mode: config.mode,
      publicUrl: config.publicUrl,
      issuer,
      pool,
      institutionLanes: createLanes(Math.max(1, Math.floor(config.poolSize / 4))),
      registerLanes: createLanes(1),
      signer,
      blobs,
      maxUploadBytes: config.maxUploadBytes,
      clock,
      log,
      cursorKey,
      checkClock: clockGuard.check,
      generation: ticks.generation,
    };
    const gateway = await openGateway(config, access.keys.signCall, log);
    recordAccess(app, accessLog, clock, log);
    answerErrors(app, log);
    const timers = startDueTimers({
      pool: open(urls.clock, 1, 'wasl-timers'),
      acts: { RETRIEVAL: expireConsignment(hub) },
      checkClock: clockGuard.check,
      log,
    });
    closing.unshift(() => timers.stop());
    registerHealthRoutes(app, hub, { isDraining: () => draining, timers });
    registerPublicRoutes(app, gateway.publicSdl);
    registerGraphiqlRoutes(app, { mode: config.mode, publicUrl: config.publicUrl });
    registerEvidenceRoutes(app, { pool, issuer, clock });
    registerTokenRoutes(app, { mode: config.mode, publicUrl: config.publicUrl, issuer, pool, clock, access });
    const viewers: PrintRouteDeps = {
      authenticate: (request) => access.authenticate(request.raw, (viewer) => (request.access.viewer = viewer)),
      operationOf: (request, viewer) =>
        createOperation(hub, viewer, languageOf(request.headers['accept-language']), request.access),
    };
    registerUploadRoutes(app, { ...viewers, recordOpening });
    registerPrintRoutes(app, viewers);
    const stopGraphql = await registerGraphqlRoute(app, hub, gateway, access.authenticate);
    closing.unshift(stopGraphql);
    const sequencer = startSequencer({ pool: open(urls.seal, 1, 'wasl-seal'), clock, log });
    closing.unshift(() => sequencer.stop());
    const clockPool = open(urls.clock, 1, 'wasl-clock');
    const sweep = startUploadSweep(clockPool, blobs, log);
    closing.unshift(() => sweep.stop());
    const reachability = startReachability(clockPool, config.mode, log);
    closing.unshift(() => reachability.stop());
    const endSilentConnections = watchSilentConnections(app.server);
    await app.listen({ host: config.host, port: config.port });
    return {
      app,
      routes,
      hub,
      timers,
      config,
      close: async () => {
        draining = true;
        endSilentConnections();
        await app.close();
        for (const close of closing) await close();
      },
    };
  } catch (error) {
    await app.close();
    for (const close of closing) await close();
    throw error;
  }
};

/** Issuer and addresses say the port, so it is known before anything else: port 0 becomes a free one here. */
const reserveAddress = async (config: Config): Promise<Config> => {
  if (config.port !== 0) return config;
  const { createServer } = await import('node:net');
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, config.host, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return withActualPort(config, port);
};
