import { CommanderError } from 'commander';
import { settingProblemLine } from '../cli/config.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import type { Say } from '../cli/say.ts';
import type { Terminal } from '../cli/terminal.ts';
import { EmbeddedPostgresFailed } from '../gateways/postgres-folder.ts';
import { isConnectionLost } from '../store/lost-connection.ts';
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
  if (
    error instanceof DatabaseUnavailable ||
    error instanceof EmbeddedPostgresFailed ||
    error instanceof PortUnavailable
  ) {
    terminal.err(message);
    return exitCodes.unavailable;
  }
  if (isConnectionLost(error)) {
    terminal.err(`The database went away: ${message}`);
    return exitCodes.unavailable;
  }
  terminal.err(`Caudal failed: ${message}`);
  if (showsWhere && error instanceof Error) terminal.err(error.stack ?? '');
  else terminal.err('LOG_LEVEL=debug says where in it.');
  return exitCodes.failed;
}
