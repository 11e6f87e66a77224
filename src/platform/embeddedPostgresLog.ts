import fs from 'node:fs';
import path from 'node:path';

const maxBytes = 5 * 1024 * 1024;

/** Opens the server's log for appending. */
export const openLog = (file: string): number => {
  boundLog(file);
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = fs.constants;
  const log = fs.openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  // Root may start what an ordinary user owns and will start again.
  const owner = fs.statSync(path.dirname(file));
  fs.fchownSync(log, owner.uid, owner.gid);
  return log;
};

/**
 * Keeps the log under 5 MiB, with one predecessor. The server keeps writing to the file that it was given, so the file
 * is copied and emptied, never moved; as it was opened for appending, the next line stands at its start.
 */
export const boundLog = (file: string, limit = maxBytes): void => {
  if (logSize(file) <= limit) return;
  fs.rmSync(`${file}.1`, { force: true });
  fs.copyFileSync(file, `${file}.1`, fs.constants.COPYFILE_EXCL);
  fs.truncateSync(file, 0);
};

export const logSize = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** The last lines written since the log was `from` bytes long. */
export const logTail = (file: string, from: number, lines = 20): string => {
  const content = fs.readFileSync(file);
  return content
    .subarray(from > content.length ? 0 : from)
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(-lines)
    .join('\n');
};
