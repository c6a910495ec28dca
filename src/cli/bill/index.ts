import { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { unlessBilledElsewhere } from '../unless-billed-elsewhere.ts';
import { type CorrectionsOptions, listBillCorrections } from './corrections.ts';
import { approve, cancelRun, type DecideOptions, decide, post } from './decide.ts';
import { type RunOptions, runBills } from './run.ts';
import { listNeverBilled, listRuns, showRun } from './runs.ts';
import { showBill } from './show.ts';
import type { AsOptions } from './work-on-run.ts';

/** `caudal bill`: a run from its calculation to its posting, one bill, and corrections. */
export function billCommand(deps: CliDeps): Command {
  const ours = <Given extends readonly unknown[]>(action: (...given: Given) => Promise<void>) =>
    unlessBilledElsewhere(deps, action);
  const bill = new Command('bill').description('turn reads into bills, post them, look at one');
  bill
    .command('run')
    .description('bill the accounts of a cycle; the same cycle again changes nothing')
    .requiredOption('--cycle <name>', 'the billing cycle, as utility.yaml names it')
    .requiredOption('--read-through <date>', 'reads up to this date are billed, such as 2026-05-05')
    .option('--issue-on <date>', 'the date on the bills, if not the cycle’s own number of days after the reads')
    .option('--as <email>', 'who of the staff calculates; somebody else approves')
    .option('--post', 'post the bills at once, where the utility has no second person (billing.review)')
    .option('--dry-run', 'calculate everything, write nothing')
    .option('--json', 'the result as one JSON object')
    .addHelpText('after', '\nExit code: 0 if every account was billed, 1 if any is an exception.')
    .action(ours((options: RunOptions) => runBills(deps, options)));
  bill
    .command('runs')
    .description('bill runs, the latest first, what waits in each and which are delivered')
    .option('--json', 'one JSON object a line')
    .action(ours((options: { json?: boolean }) => listRuns(deps, options)));
  bill
    .command('review')
    .description('a run before it is approved: totals beside last month’s, and each bill that a rule holds')
    .argument('<run>', 'its number, as bill runs lists it')
    .option('--rule <rule>', 'only bills of this rule')
    .option('--all', 'also bills that were decided')
    .option('--json', 'the run as one JSON object')
    .action(
      ours((run: string, options: { rule?: string; all?: boolean; json?: boolean }) => showRun(deps, run, options)),
    );
  bill
    .command('decide')
    .description('decide about one bill of a calculated run, or about all that a rule holds')
    .argument('<run>', 'its number')
    .argument('[bill]', 'the number of the bill; or --rule')
    .option('--rule <rule>', 'all bills that this rule holds: with --release or --hold-out')
    .option('--release', 'it is right: it goes out as it is')
    .option('--hold-out', 'it stays out of this run')
    .option('--re-read', 'it stays out until its meter is read again')
    .option('--estimate', 'an estimate by the meter’s own past stands in for the read')
    .option('--count <count>', 'what the register really showed')
    .option('--meter <serial>', 'which meter, where the bill has several')
    .requiredOption('--reason <text>', 'why, as the history keeps it')
    .option('--as <email>', 'who of the staff decides')
    .option('--json', 'answer as JSON')
    .action(
      ours((run: string, number: string | undefined, options: DecideOptions) => decide(deps, run, number, options)),
    );
  bill
    .command('approve')
    .description('approve a run that somebody else calculated; every held bill must be decided')
    .argument('<run>', 'its number')
    .option('--as <email>', 'who of the staff approves')
    .option('--note <text>', 'what the history keeps')
    .option('--json', 'answer as JSON')
    .action(ours((run: string, options: AsOptions & { note?: string }) => approve(deps, run, options)));
  bill
    .command('post')
    .description('post an approved run: its bills are owed, and notices and the print batch begin')
    .argument('<run>', 'its number')
    .option('--as <email>', 'who of the staff posts')
    .option('--json', 'answer as JSON')
    .action(ours((run: string, options: AsOptions) => post(deps, run, options)));
  bill
    .command('cancel-run')
    .description('cancel a run: drafts go, posted bills are reversed; those that must stand are named')
    .argument('<run>', 'its number')
    .requiredOption('--reason <text>', 'why, as bills and books keep it')
    .option('--as <email>', 'who of the staff cancels')
    .option('--json', 'answer as JSON')
    .action(ours((run: string, options: AsOptions & { reason: string }) => cancelRun(deps, run, options)));
  bill
    .command('never-billed')
    .description('open accounts that no run has billed lately and why, and meters in use that no account is billed for')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nExit code: 0 if there is none, 1 if there is any.')
    .action(ours((options: { json?: boolean }) => listNeverBilled(deps, options)));
  bill
    .command('show')
    .description('print a bill')
    .argument('<number>', 'the 10 digits of its number')
    .option('--json', 'the bill as one JSON object')
    .action((number: string, options: { json?: boolean }) => showBill(deps, number, options.json === true));
  bill
    .command('corrections')
    .description('bills whose hours say something else than was billed, the largest amount first')
    .option('--all', 'also those that were answered, carried to the next read or are gone')
    .option('--json', 'one JSON object a line')
    .action(ours((options: CorrectionsOptions) => listBillCorrections(deps, options)));
  return bill;
}
