import { Command } from 'commander';
import { plainMoney } from '../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { loadRateBook } from '../../usecases/billing/index.ts';
import {
  fileShadowReport,
  findShadowRun,
  type ShadowRow,
  type ShadowRun,
  shadowBills,
  shadowRows,
} from '../../usecases/exchange/index.ts';
import type { CliContext, CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../option-values.ts';
import { problemJson, problemLine } from '../problem-text.ts';

interface Options {
  readonly run?: number;
  readonly all?: boolean;
  readonly csv?: string;
  readonly json?: boolean;
}

/** The most differences printed; the CSV has all. */
const maxPrinted = 50;

/** `caudal exchange shadow`. */
export function shadowCommand(deps: CliDeps): Command {
  return new Command('shadow')
    .description('calculate the billing system’s bills again by our rates, and say line by line what differs')
    .option(
      '--run <number>',
      'the report of a run that was made before, instead of a new one',
      wholeNumber('A run’s number, such as 12.'),
    )
    .option('--all', 'all of its bills that have reads, not only those that are new or changed')
    .option('--csv <file>', 'write every row of the report into a file')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nExit code: 0 if every bill comes out to the cent, also where there is none to calculate; 1 if some differ or could not be calculated, or the rates are refused.',
    )
    .action((options: Options) => shadow(deps, options));
}

async function shadow({ terminal, say, withDatabase }: CliDeps, options: Options): Promise<void> {
  const done = await withDatabase(async (context): Promise<Result<Reported | undefined, readonly Problem[]>> => {
    const run = await runOf(context, options);
    if (!run.ok || run.value === undefined) return run as Result<undefined, readonly Problem[]>;
    const { id } = run.value;
    if (options.csv !== undefined) {
      const filed = await fileShadowReport(context.db, id, options.csv);
      if (!filed.ok) return refused([filed.problem]);
    }
    const rows = (await shadowRows(context.db, { runId: id, limit: 10_000, onlyOpen: true })).rows;
    return ok({ run: run.value, rows });
  });
  if (!done.ok) {
    if (options.json === true)
      terminal.out(JSON.stringify({ problems: done.problem.map((one) => problemJson(say, one)) }));
    else for (const problem of done.problem) terminal.err(problemLine(say, problem));
    return terminal.exitCode(exitCodes.refused);
  }
  if (done.value === undefined) {
    terminal.out(
      options.json === true ? '{"bills":0}' : 'No bill of the billing system is new or changed and has reads.',
    );
    return terminal.exitCode(exitCodes.done);
  }
  const { run } = done.value;
  if (options.json === true) terminal.out(JSON.stringify(jsonOf(done.value, say)));
  else for (const line of linesOf(done.value, say)) terminal.out(line);
  terminal.exitCode(run.equal === run.bills ? exitCodes.done : exitCodes.refused);
}

interface Reported {
  readonly run: ShadowRun;
  readonly rows: readonly ShadowRow[];
}

async function runOf(
  { db, utility, utilityFolder, clock }: CliContext,
  { run, all }: Options,
): Promise<Result<ShadowRun | undefined, readonly Problem[]>> {
  if (run !== undefined) {
    const found = await findShadowRun(db, run);
    return found === undefined ? refused([{ code: 'exchange.shadow-run-unknown', params: { run } }]) : ok(found);
  }
  const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
  if (!rates.ok) return rates;
  const setting = { rates: rates.value, minimumDays: utility.billing.minimum_days };
  return ok(await shadowBills(db, setting, { all: all === true, by: 'cli', now: clock() }));
}

const jsonOf = ({ run, rows }: Reported, say: CliDeps['say']) => ({
  run: run.id,
  ...{ bills: run.bills, equal: run.equal, different: run.different, not_calculated: run.notCalculated },
  ...present({ sha256: run.sha256, signed_by: run.signedName, signed_at: run.signedAt?.toString() }),
  rows: rows.map((row) => ({
    ...{ bill: row.billNumber, account: row.account, outcome: row.outcome, their_total: plainMoney(row.theirTotal) },
    ...present({
      our_total: row.ourTotal === undefined ? undefined : plainMoney(row.ourTotal),
      reason: row.reason,
      problem: row.problem === undefined ? undefined : say(`problem.${row.problem.code}`, row.problem.params),
      their_line: row.theirLine,
      their_amount: row.theirAmount === undefined ? undefined : plainMoney(row.theirAmount),
      our_line: row.ourLine,
      our_amount: row.ourAmount === undefined ? undefined : plainMoney(row.ourAmount),
    }),
  })),
});

function linesOf({ run, rows }: Reported, say: CliDeps['say']): string[] {
  const hidden = rows.length - maxPrinted;
  return [
    ...rows.slice(0, maxPrinted).map((row) => lineOf(row, say)),
    ...(hidden > 0 ? [`… and ${hidden} more (--csv has them all)`] : []),
    `Run ${run.id}: ${run.bills} bills: ${run.equal} come out to the cent, ${run.different} differ, ${run.notCalculated} could not be calculated.`,
    ...(run.signedName === undefined ? [] : [`Signed by ${run.signedName}, ${run.signedAt}.`]),
  ];
}

const lineOf = (row: ShadowRow, say: CliDeps['say']): string =>
  [
    row.billNumber.padEnd(14),
    row.account.padEnd(20),
    (row.reason ?? 'not calculated').padEnd(14),
    row.problem === undefined
      ? `theirs ${row.theirLine ?? '—'} ${amount(row.theirAmount)}, ours ${row.ourLine ?? '—'} ${amount(row.ourAmount)}`
      : say(`problem.${row.problem.code}`, row.problem.params),
  ].join('  ');

const amount = (money: ShadowRow['theirAmount']): string => (money === undefined ? '' : plainMoney(money));
