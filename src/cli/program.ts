import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { auditCommand } from './audit/index.ts';
import { backupCommand, restoreCommand } from './backup/index.ts';
import { billCommand } from './bill/index.ts';
import type { CliDeps } from './cli-deps.ts';
import { clusterCommand } from './cluster/index.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor/index.ts';
import { showExamples } from './examples.ts';
import { exchangeCommand } from './exchange/index.ts';
import { explainCommand } from './explain/index.ts';
import { exportCommand } from './export/index.ts';
import { factsCommand } from './facts/index.ts';
import { importCommand } from './import/index.ts';
import { initCommand } from './init/index.ts';
import { jobsCommand } from './jobs/index.ts';
import { leaksCommand } from './leaks/index.ts';
import { mailCommand } from './mail/index.ts';
import { moveCommand } from './move/index.ts';
import { wholeNumber } from './option-values.ts';
import { paymentsCommand } from './payments/index.ts';
import { premiseCommand } from './premise/index.ts';
import { ratesCommand } from './rates/index.ts';
import { readsCommand } from './reads/index.ts';
import { staffCommand } from './staff/index.ts';
import { transitionCommand } from './transition/index.ts';
import { surveyMetersCommand, waterBalanceCommand } from './water-balance/index.ts';

/** The operator's commands. Each folder or file here makes one and takes what it needs from `deps`. */
const commands: readonly ((deps: CliDeps) => Command)[] = [
  upCommand,
  webCommand,
  workerCommand,
  migrateCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  configCommand,
  initCommand,
  ({ terminal, say }) => ratesCommand(terminal, say),
  billCommand,
  factsCommand,
  premiseCommand,
  moveCommand,
  explainCommand,
  staffCommand,
  importCommand,
  transitionCommand,
  leaksCommand,
  paymentsCommand,
  exchangeCommand,
  exportCommand,
  jobsCommand,
  mailCommand,
  auditCommand,
  surveyMetersCommand,
  waterBalanceCommand,
  readsCommand,
  clusterCommand,
];

export function buildProgram(deps: CliDeps): Command {
  const program = new Command('caudal')
    .description('Water billing: the portal, the console and the work behind them.')
    .version(manifest.version, '--version', 'which Caudal this is')
    .option('--utility <folder>', 'the folder that is the utility (CAUDAL_UTILITY)')
    .hook('preAction', (all) => {
      const { utility } = all.opts<{ utility?: string }>();
      if (utility !== undefined) deps.useUtility(utility);
    })
    .showHelpAfterError('(--help says what there is)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done · 1 something in the input is refused · 2 typed wrongly · 3 configuration refused · 4 database or port unavailable · 5 Caudal itself failed',
    );
  for (const make of commands) program.addCommand(make(deps));
  showExamples(program);
  return program;
}

function upCommand(deps: CliDeps): Command {
  return new Command('up')
    .description('everything on one machine: database, portal, console and worker')
    .option('--port <port>', 'where to listen (PORT)')
    .option('--host <address>', 'the address to listen on (HOST)')
    .option(
      '--accounts <count>',
      'simulated accounts of a new demo',
      wholeNumber('A whole number such as 500.', 9_999_999),
      500,
    )
    .action(async (options) => deps.terminal.exitCode(await deps.up(options)));
}

function webCommand(deps: CliDeps): Command {
  return new Command('web')
    .description('the portal and console; as many as needed beside one database')
    .action(async () => deps.terminal.exitCode(await deps.web()));
}

function workerCommand(deps: CliDeps): Command {
  return new Command('worker')
    .description('the work behind: drafts, notices, printing; as many as needed')
    .action(async () => deps.terminal.exitCode(await deps.worker()));
}

function migrateCommand(deps: CliDeps): Command {
  return new Command('migrate')
    .description("bring the database's tables up to date")
    .option('--json', 'answer as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const migrated = await deps.migrate();
      if (json === true) deps.terminal.out(JSON.stringify({ migrated }));
      else deps.terminal.out(migrated.length === 0 ? 'Up to date.' : migrated.map((name) => `ran ${name}`).join('\n'));
    });
}
