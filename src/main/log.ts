import { pino } from 'pino';
import type { Environment } from '../config/environment.ts';

export type Logger = ReturnType<typeof startLog>;

/**
 * JSON lines, on standard error unless a file is named, so that a command's own output stays alone on standard output.
 * Ids, never people.
 */
export function startLog(level: Environment['LOG_LEVEL'], file?: string) {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['email', 'name', 'password', 'token', 'authorization', 'cookie'].flatMap((key) => [key, `*.${key}`]),
        censor: '(withheld)',
      },
    },
    pino.destination(file === undefined ? { fd: 2, sync: true } : { dest: file, mkdir: true, sync: true }),
  );
}
