import { pino } from 'pino';
import type { Environment } from '../config/environment.ts';

export type Logger = ReturnType<typeof startLog>;

/** JSON lines on standard error, so that a command's own output stays alone on standard output. Ids, never people. */
export function startLog(level: Environment['LOG_LEVEL']) {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['email', 'name', 'password', 'token', 'authorization', 'cookie'].flatMap((key) => [key, `*.${key}`]),
        censor: '(withheld)',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
