import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured log of this process on standard error: the terminal's standard output belongs to the commands. */
export const createLog = (level: string): Log => pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
