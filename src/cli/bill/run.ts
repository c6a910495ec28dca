import type { Utility } from '../../config/utility.ts';
import { centsToDollars, exactToDecimal, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type BillCycleOutcome, billingPolicy, postBillRun, runBillCycle } from '../../usecases/billing/index.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import type { BillSession } from './bill-session.ts';

export interface RunOptions {
  readonly cycle: string;
  readonly readThrough: string;
  readonly issueOn?: string;
  readonly post?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function runBills(
  terminal: Terminal,
  say: Say,
  { session, options }: { session: BillSession; options: RunOptions },
): Promise<void> {
  const asked = readDates(options, session.utility);
  if (!asked.ok) {
    terminal.err(problemLine(say, asked.problem));
    terminal.exitCode(2);
    return;
  }
  const { db, utility, rates, now } = session;
  const policy = billingPolicy(utility);
  const outcome = await runBillCycle(db, {
    cycle: options.cycle,
    ...asked.value,
    rates,
    policy,
    now,
    dryRun: options.dryRun === true,
    onProgress: (accounts) => terminal.err(`${accounts} accounts looked at`),
  });
  let posted = 0;
  if (options.post === true && options.dryRun !== true && outcome.run !== undefined) {
    const cutOver = utility.cutOver.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const posting = await postBillRun(db, {
      runId: outcome.run.id,
      policy,
      cutOver,
      now,
      onProgress: (bills) => terminal.err(`${bills} bills posted`),
    });
    if (!posting.ok) {
      terminal.err(problemLine(say, posting.problem));
      terminal.exitCode(1);
      return;
    }
    posted = posting.value;
  }
  if (options.json === true) terminal.out(JSON.stringify(toJson(say, outcome, posted)));
  else for (const line of toText(say, outcome, posted)) terminal.out(line);
  terminal.exitCode(outcome.exceptions.length > 0 ? 1 : 0);
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
