import { exitCodes } from '../cli/exit-codes.ts';
import { isConnectionLost } from '../store/lost-connection.ts';
import type { Logger } from './log.ts';

/**
 * A promise that nobody waited for and that failed because the database was gone is no reason to end: whatever it belonged
 * to is tried again or was told. Any other is a fault of ours, and ends the process as Node would have it, in one line.
 */
export function hearStrayErrors(log: Pick<Logger, 'warn' | 'fatal'>): void {
  // A terminal that closed, or a file that is full behind it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('unhandledRejection', (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    if (isConnectionLost(error))
      return void log.warn({ reason }, 'the database was gone for work that nobody waited for');
    log.fatal({ reason, stack: error instanceof Error ? error.stack : undefined }, 'Caudal failed');
    console.error(`Caudal failed: ${reason}`);
    process.exit(exitCodes.failed);
  });
}
