import { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { type CorrectionsOptions, listBillCorrections } from './corrections.ts';
import { type RunOptions, runBills } from './run.ts';
import { showBill } from './show.ts';

/** `caudal bill run`, `caudal bill show` and `caudal bill corrections`. */
export function billCommand(deps: CliDeps): Command {
  const bill = new Command('bill').description('turn reads into bills, post them, look at one');
  bill
    .command('run')
    .description('bill the accounts of a cycle; the same cycle again changes nothing')
    .requiredOption('--cycle <name>', 'the billing cycle, as utility.yaml names it')
    .requiredOption('--read-through <date>', 'reads up to this date are billed, such as 2026-05-05')
    .option('--issue-on <date>', 'the date on the bills, if not the cycle’s own number of days after the reads')
    .option('--post', 'post the bills: they are owed, and notices and the print batch begin')
    .option('--dry-run', 'calculate everything, write nothing')
    .option('--json', 'the result as one JSON object')
    .addHelpText('after', '\nExit code: 0 if every account was billed, 1 if any is an exception.')
    .action((options: RunOptions) => runBills(deps, options));
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
    .action((options: CorrectionsOptions) => listBillCorrections(deps, options));
  return bill;
}
