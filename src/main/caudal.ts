import { CommanderError } from 'commander';
import type { CliDeps } from '../cli/cli-deps.ts';
import { settingProblemLine } from '../cli/config.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { buildProgram } from '../cli/program.ts';
import { startClock } from './clock.ts';
import { DatabaseUnavailable, openMigratedDatabase } from './database.ts';
import { web, worker } from './serve-one.ts';
import { ConfigurationRefused, readSettings } from './settings.ts';
import { say, speech, terminal } from './terminal.ts';
import { up } from './up.ts';
import { PortUnavailable } from './web.ts';

const deps: CliDeps = {
  terminal,
  say,
  speech,
  async withDatabase(work) {
    const settings = await readSettings();
    const { db, close } = await openMigratedDatabase(settings);
    const { utility, utilityFolder, publicUrl, environment } = settings;
    try {
      return await work({ db, utility, utilityFolder, publicUrl, clock: startClock(environment.CAUDAL_NOW) });
    } finally {
      await close();
    }
  },
  async checkConfiguration() {
    try {
      await readSettings();
      return [];
    } catch (error) {
      if (error instanceof ConfigurationRefused) return error.problems;
      throw error;
    }
  },
  async migrate() {
    const { migrated, close } = await openMigratedDatabase(await readSettings());
    await close();
    return migrated;
  },
  up,
  web,
  worker,
};

try {
  const program = buildProgram(deps).exitOverride();
  for (const command of program.commands) {
    command.exitOverride();
    for (const inner of command.commands) inner.exitOverride();
  }
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(error);
}
// A connection that lingers must not keep a finished command alive.
process.exit();

function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof ConfigurationRefused) {
    terminal.err('Caudal does not start: its configuration is refused.');
    for (const problem of error.problems) terminal.err(`  ${settingProblemLine(say, problem)}`);
    return exitCodes.configuration;
  }
  if (error instanceof DatabaseUnavailable || error instanceof PortUnavailable) {
    terminal.err(error.message);
    return exitCodes.unavailable;
  }
  terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.unavailable;
}
