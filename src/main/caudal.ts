import { join, resolve } from 'node:path';
import type { CliDeps } from '../cli/cli-deps.ts';
import { buildProgram } from '../cli/program.ts';
import type { Problem } from '../domain/kernel/index.ts';
import { openDatabase } from '../store/database.ts';
import { probeLimits } from '../store/time-limits.ts';
import { backupsOf } from './backups.ts';
import { checkSecret } from './check-secret.ts';
import { clockOf } from './clock-of.ts';
import { complain } from './complain.ts';
import { openMigratedDatabase } from './database.ts';
import { openDocuments } from './documents.ts';
import { examine } from './examine.ts';
import { localFolder, projectFolder } from './project-folder.ts';
import { openProcessor } from './runtime.ts';
import { web, worker } from './serve-one.ts';
import { ConfigurationRefused, checkUtilityFolder, readSettings, type Settings } from './settings.ts';
import { say, speechWith, terminal } from './terminal.ts';
import { up } from './up.ts';

const deps: CliDeps = {
  terminal,
  say,
  mappingsFolder: join(projectFolder, 'exchange'),
  async withDatabase(work) {
    const settings = await readSettings();
    const { db, close } = await openMigratedDatabase(settings);
    const { utility, utilityFolder, publicUrl } = settings;
    try {
      const { processor } = openProcessor(settings, db);
      const clock = await clockOf(settings, db);
      const speech = speechWith(settings);
      return await work({
        outbox: join(localFolder(), 'print'),
        ...{ db, utility, utilityFolder, publicUrl, processor, clock, speech },
        openDocuments() {
          const maker = openDocuments(settings);
          return { maker, close: () => maker.typst.close() };
        },
      });
    } finally {
      await close();
    }
  },
  async checkConfiguration() {
    try {
      const settings = await readSettings();
      return { problems: await problemsOfSecret(settings), warnings: settings.warnings };
    } catch (error) {
      if (error instanceof ConfigurationRefused) return { problems: error.problems, warnings: [] };
      throw error;
    }
  },
  checkUtility: checkUtilityFolder,
  referenceFolder: join(projectFolder, 'utility'),
  now: () => Temporal.Now.instant(),
  useUtility(folder) {
    process.env['CAUDAL_UTILITY'] = resolve(folder);
  },
  billedBy: async () => (await readSettings()).utility.billing.by,
  async migrate() {
    const { migrated, close } = await openMigratedDatabase(await readSettings());
    await close();
    return migrated;
  },
  backups: backupsOf({ localFolder, variables: process.env }),
  examine: () => examine({ localFolder: localFolder(), variables: process.env, say }),
  up,
  web,
  worker,
};

/** A database of the utility's own is asked whether it was run with this secret; one that is away says nothing of it. */
async function problemsOfSecret(settings: Settings): Promise<readonly Problem[]> {
  const { DATABASE_URL } = settings.environment;
  if (DATABASE_URL === undefined) return [];
  const db = openDatabase(DATABASE_URL, 1, probeLimits);
  try {
    const { unreadable } = await checkSecret(db, settings, { keep: false });
    return unreadable === 0
      ? []
      : [{ code: 'config.secret-differs', field: 'CAUDAL_SECRET', params: { count: unreadable } }];
  } catch {
    return [];
  } finally {
    await db.close();
  }
}

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
