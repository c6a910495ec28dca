import { pino } from 'pino';
import type { Environment } from '../config/environment.ts';

/** What waits to be written is dropped above this: a disk that stays full must not fill the memory. */
const maxLength = 1_000_000;

export type Logger = ReturnType<typeof startLog>;

/**
 * JSON lines, on standard error unless a file is named, so that a command's own output stays alone on standard output.
 * Ids, never people.
 */
export function startLog(level: Environment['LOG_LEVEL'], file?: string) {
  const destination = pino.destination(
    file === undefined ? { fd: 2, sync: true, maxLength } : { dest: file, mkdir: true, sync: true, maxLength },
  );
  // A disk that is full, or a terminal that is gone: what cannot be written is not, and is no reason to end.
  let wasTold = false;
  destination.on('error', (error: Error) => {
    if (!wasTold && file !== undefined)
      process.stderr.write(`The log cannot be written: ${error.message}. Caudal goes on.\n`);
    wasTold = true;
  });
  destination.on('drain', () => {
    wasTold = false;
  });
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: ['email', 'name', 'password', 'token', 'authorization', 'cookie'].flatMap((key) => [key, `*.${key}`]),
        censor: '(withheld)',
      },
    },
    destination,
  );
}
