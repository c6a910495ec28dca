import type { Utility } from '../../config/utility.ts';
import { centsToDollars, exactToDecimal, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import {
  type BillCycleOutcome,
  billingPolicy,
  hourlyReadPolicy,
  loadRateBook,
  postBillRun,
  runBillCycle,
} from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';

export interface RunOptions {
  readonly cycle: string;
  readonly readThrough: string;
  readonly issueOn?: string;
  readonly post?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function runBills({ terminal, say, withDatabase }: CliDeps, options: RunOptions): Promise<void> {
  await withDatabase(async ({ db, utility, utilityFolder, clock }) => {
    const refuse = (problem: Problem, code: ExitCode) => {
      terminal.err(problemLine(say, problem));
      terminal.exitCode(code);
    };
    const asked = readDates(options, utility);
    if (!asked.ok) return refuse(asked.problem, exitCodes.usage);
    const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
    if (!rates.ok) {
      for (const problem of rates.problem) refuse(problem, exitCodes.refused);
      return;
    }
    const now = clock();
    const policy = billingPolicy(utility);
    const outcome = await runBillCycle(db, {
      cycle: options.cycle,
      ...asked.value,
      rates: rates.value,
      policy,
      hourlyReads: hourlyReadPolicy(utility),
      now,
      dryRun: options.dryRun === true,
      onProgress: (accounts) => terminal.err(`${accounts} accounts looked at`),
    });
    const posted =
      options.post === true && options.dryRun !== true && outcome.run !== undefined
        ? await postBillRun(db, {
            runId: outcome.run.id,
            policy,
            cutOver: utility.cutOver.toZonedDateTimeISO(utility.time_zone).toPlainDate(),
            now,
            onProgress: (bills) => terminal.err(`${bills} bills posted`),
          })
        : ok(0);
    if (!posted.ok) return refuse(posted.problem, exitCodes.refused);
    if (options.json === true) terminal.out(JSON.stringify(toJson(say, outcome, posted.value)));
    else for (const line of toText(say, outcome, posted.value)) terminal.out(line);
    terminal.exitCode(outcome.exceptions.length > 0 ? exitCodes.refused : exitCodes.done);
  });
}

type Asked = { readonly readThrough: Temporal.PlainDate; readonly issuedOn: Temporal.PlainDate };

function readDates(options: RunOptions, { billing }: Utility): Result<Asked, Problem> {
  const cycle = billing.cycles.find((known) => known.name === options.cycle);
  if (cycle === undefined) {
    const known = billing.cycles.map(({ name }) => name).join(', ');
    return refused({ code: 'billing.cycle-unknown', params: { cycle: options.cycle, known } });
  }
  const readThrough = readDate(options.readThrough);
  const issuedOn = options.issueOn === undefined ? undefined : readDate(options.issueOn);
  const unreadable = readThrough === undefined ? options.readThrough : options.issueOn;
  if (readThrough === undefined || (options.issueOn !== undefined && issuedOn === undefined)) {
    return refused({ code: 'billing.date-unreadable', params: { found: unreadable ?? '' } });
  }
  return ok({ readThrough, issuedOn: issuedOn ?? readThrough.add({ days: cycle.issue_after_days }) });
}

function readDate(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

const toJson = (say: Say, { run, billed, newCharges, estimated, exceptions }: BillCycleOutcome, posted: number) => ({
  run: run?.id ?? null,
  supplement: run?.supplement ?? null,
  billed,
  posted,
  estimated,
  new_charges_cents: newCharges,
  exceptions: exceptions.map(({ accountId, problem }) => ({ account_id: accountId, ...problemJson(say, problem) })),
});

function toText(
  say: Say,
  { run, billed, newCharges, estimated, exceptions }: BillCycleOutcome,
  posted: number,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { problem } of exceptions) counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1);
  return [
    `Run ${run === undefined ? '(nothing written)' : run.id}: ${billed} bills, $${exactToDecimal(centsToDollars(newCharges))} of new charges, ${estimated} estimated, ${posted} posted`,
    ...[...counts].map(([code, count]) => `${count} exceptions: ${code}`),
    ...exceptions.map(({ accountId, problem }) => `  account ${accountId}: ${problemLine(say, problem)}`),
  ];
}
