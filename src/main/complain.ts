import { CommanderError } from 'commander';
import { settingProblemLine } from '../cli/config.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import type { Say } from '../cli/say.ts';
import type { Terminal } from '../cli/terminal.ts';
import { BackupDamaged } from '../gateways/backup/backup-file.ts';
import { PostgresToolFailed } from '../gateways/backup/postgres-tools.ts';
import { EmbeddedPostgresFailed } from '../gateways/postgres-folder.ts';
import { isConnectionLost, isDiskFull, isNodeAway } from '../store/lost-connection.ts';
import { BackupRefused } from '../usecases/backup/index.ts';
import { DatabaseUnavailable } from './database.ts';
import { PortUnavailable } from './listen.ts';
import { ConfigurationRefused } from './settings.ts';

/** Says on the terminal what ended a command, and gives its exit code. Where in Caudal it was is said only where asked for. */
export function complain(
  error: unknown,
  {
    terminal,
    say,
    showsWhere,
  }: { readonly terminal: Pick<Terminal, 'err'>; readonly say: Say; readonly showsWhere: boolean },
): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof ConfigurationRefused) {
    terminal.err('Caudal does not start: its configuration is refused.');
    for (const problem of error.problems) terminal.err(`  ${settingProblemLine(say, problem)}`);
    return exitCodes.configuration;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BackupRefused || error instanceof BackupDamaged) {
    terminal.err(message);
    return exitCodes.refused;
  }
  if (
    error instanceof PostgresToolFailed ||
    error instanceof DatabaseUnavailable ||
    error instanceof EmbeddedPostgresFailed ||
    error instanceof PortUnavailable
  ) {
    terminal.err(message);
    return exitCodes.unavailable;
  }
  const unwritable = unwritableFile(error);
  if (unwritable !== undefined) {
    terminal.err(unwritable);
    return exitCodes.unavailable;
  }
  if (isDiskFull(error)) {
    terminal.err('The disk of the database is full: nothing was kept. Make room on it, then start again.');
    return exitCodes.unavailable;
  }
  if (isNodeAway(error)) {
    terminal.err(`A server of the cluster on which hours lie is away: ${message}`);
    terminal.err('Start it, or mend the way to it (npx caudal cluster status), then give this command again.');
    return exitCodes.unavailable;
  }
  if (isConnectionLost(error)) {
    terminal.err(`The database went away: ${message}`);
    return exitCodes.unavailable;
  }
  if (!showsWhere && error instanceof Error && 'path' in error && 'code' in error && error.code === 'ENOENT') {
    terminal.err(`There is no ${String(error.path)}. Check its name and folder.`);
    return exitCodes.failed;
  }
  terminal.err(`Caudal failed: ${message}`);
  if (showsWhere && error instanceof Error) terminal.err(error.stack ?? '');
  else terminal.err('LOG_LEVEL=debug says where in it.');
  return exitCodes.failed;
}

/** A file or folder that cannot be written, in a sentence. */
function unwritableFile(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'its folder';
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return `The disk is full: ${path} cannot be written. Make room on it, then start again.`;
  }
  if (error.code === 'EROFS' || error.code === 'EACCES' || error.code === 'EPERM') {
    return `${path} cannot be written: it belongs to somebody else or is read-only. Start as the user to whom it belongs, or from a copy of the folder that you may write.`;
  }
  return undefined;
}
