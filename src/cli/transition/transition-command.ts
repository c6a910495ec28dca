import { Command } from 'commander';
import {
  type AtRiskAccount,
  atRiskRows,
  csvText,
  holdLateFees,
  listAtRisk,
  transitionPolicy,
  transitionStatus,
} from '../../usecases/transition/index.ts';
import type { CliContext, CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

interface ListOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `caudal transition status`, `at-risk` and `hold-late-fees`. None of them can register or enrol anybody. */
export function transitionCommand(deps: CliDeps): Command {
  const command = new Command('transition').description(
    'the move from the old portal: where it stands, who is at risk',
  );
  command
    .command('status')
    .description('registered and re-enrolled of all, money at risk by due date, contacts')
    .option('--json', 'the status as one JSON object')
    .action((options: ListOptions) => printStatus(deps, options));
  command
    .command('at-risk')
    .description('whose bill will not pay itself any more: soonest due first, then the largest amount')
    .option('--json', 'one JSON object a line')
    .option('--csv', 'as a CSV file')
    .action((options: ListOptions) => printAtRisk(deps, options));
  command
    .command('hold-late-fees')
    .description('hold late fees for everyone at risk now, as utility.yaml says; safe to run every day')
    .option('--json', 'the result as one JSON object')
    .action(async (options: ListOptions) => {
      const held = await deps.withDatabase((context) => holdLateFees(context.db, at(context)));
      deps.terminal.out(options.json === true ? JSON.stringify({ held }) : `${held} accounts newly held.`);
      deps.terminal.exitCode(exitCodes.done);
    });
  return command;
}

const at = ({ clock, utility }: CliContext) => ({ now: clock(), policy: transitionPolicy(utility) });

async function printStatus({ terminal, withDatabase }: CliDeps, options: ListOptions): Promise<void> {
  const status = await withDatabase((context) => transitionStatus(context.db, at(context)));
  terminal.exitCode(exitCodes.done);
  if (options.json === true) return terminal.out(JSON.stringify(status));
  const { registered, autopay, ebill, atRisk } = status;
  terminal.out(`Registered          ${registered.done} of ${registered.total}`);
  terminal.out(`Autopay on again    ${autopay.done} of ${autopay.total}`);
  terminal.out(`E-bill on again     ${ebill.done} of ${ebill.total}`);
  terminal.out(
    `At risk             ${atRisk.accounts} accounts, ${dollars(atRisk.owed)}, ${atRisk.uncontacted} not contacted`,
  );
  for (const day of status.byDueDate)
    terminal.out(`  due ${day.dueOn}  ${day.accounts} accounts  ${dollars(day.owed)}`);
  for (const one of status.outreach)
    terminal.out(`Contacts by ${one.channel}: ${one.contacts} (${one.accounts} accounts)`);
  const { latestImport } = status;
  terminal.out(
    latestImport === undefined
      ? 'No roster was imported yet.'
      : `Roster ${latestImport.fileName}, imported ${latestImport.importedAt}`,
  );
}

async function printAtRisk({ terminal, withDatabase }: CliDeps, options: ListOptions): Promise<void> {
  const { accounts, timeZone } = await withDatabase(async (context) => ({
    accounts: await listAtRisk(context.db, at(context)),
    timeZone: context.utility.time_zone,
  }));
  terminal.exitCode(exitCodes.done);
  if (options.csv === true) return terminal.out(csvText(atRiskRows(accounts, timeZone)).trimEnd());
  for (const account of accounts) {
    if (options.json === true) terminal.out(JSON.stringify({ ...account, account: account.account }));
    else terminal.out(riskLine(account));
  }
  if (options.json !== true) terminal.out(`${accounts.length} accounts at risk.`);
}

const riskLine = (one: AtRiskAccount): string =>
  [
    one.account,
    `due ${one.dueOn}`,
    dollars(one.owed).padStart(10),
    one.stage.padEnd(12),
    ...(one.because === 'lapsed' ? [] : [one.because]),
    one.phone ?? '-',
    one.name,
  ].join('  ');

const dollars = (amount: number): string => `$${(amount / 100).toFixed(2)}`;
