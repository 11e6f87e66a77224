import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const sweepEveryMs = 200;

/**
 * Connections on which nothing was ever asked. Node counts them neither as idle nor as busy, so a server that stops would wait
 * for them for as long as they like. Returns what to call when it stops: from then on they are ended.
 */
export const watchSilentConnections = (server: Server): (() => void) => {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return () => {
    const end = (): void => {
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
    };
    const timer = setInterval(end, sweepEveryMs);
    timer.unref();
    server.once('close', () => clearInterval(timer));
    end();
  };
};
