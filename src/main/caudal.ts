import type { CliDeps } from '../cli/cli-deps.ts';
import { buildProgram } from '../cli/program.ts';
import { startClock } from './clock.ts';
import { complain } from './complain.ts';
import { openMigratedDatabase } from './database.ts';
import { openProcessor } from './runtime.ts';
import { web, worker } from './serve-one.ts';
import { ConfigurationRefused, readSettings } from './settings.ts';
import { say, speech, terminal } from './terminal.ts';
import { up } from './up.ts';

const deps: CliDeps = {
  terminal,
  say,
  speech,
  async withDatabase(work) {
    const settings = await readSettings();
    const { db, close } = await openMigratedDatabase(settings);
    const { utility, utilityFolder, publicUrl, environment } = settings;
    try {
      const { processor } = openProcessor(settings, db);
      return await work({
        db,
        utility,
        utilityFolder,
        publicUrl,
        processor,
        clock: startClock(environment.CAUDAL_NOW),
      });
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
  process.exitCode = complain(error, {
    terminal,
    say,
    showsWhere: ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? ''),
  });
}
// A connection that lingers must not keep a finished command alive.
process.exit();
