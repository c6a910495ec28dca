import { centsToDollars, exactToDecimal, ok, type Problem } from '../../domain/kernel/index.ts';
import {
  type BillCycleOutcome,
  calculateBillRun,
  cycleOfDryRun,
  findBillRun,
  loadRateBook,
  planRun,
  postApprovedRun,
  runBillCycle,
} from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import type { Say } from '../say.ts';
import { operatorOf } from './operator.ts';

export interface RunOptions {
  readonly cycle: string;
  readonly readThrough: string;
  readonly issueOn?: string;
  readonly as?: string;
  readonly post?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function runBills({ terminal, say, withDatabase }: CliDeps, options: RunOptions): Promise<void> {
  await withDatabase(async (context) => {
    const { db, utility, utilityFolder, clock } = context;
    const refuse = (problem: Problem, code: ExitCode) => {
      terminal.err(problemLine(say, problem));
      terminal.exitCode(code);
    };
    const isDry = options.dryRun === true;
    if (options.post === true && !isDry && utility.billing.review.secondPerson) {
      return refuse({ code: 'billing.post-after-approval' }, exitCodes.usage);
    }
    const now = clock();
    const { cycle, readThrough, issueOn } = options;
    const planned = await planRun(db, { utility }, { cycle, readThrough, issueOn }, now);
    if (!planned.ok) return refuse(planned.problem, exitCodes.usage);
    const by = isDry ? undefined : await operatorOf(context, options.as);
    if (by?.ok === false) return refuse(by.problem, exitCodes.usage);
    const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
    if (!rates.ok) {
      for (const problem of rates.problem) refuse(problem, exitCodes.refused);
      return;
    }
    const setting = { utility, rates: rates.value };
    const onProgress = (accounts: number) => terminal.err(`${accounts} accounts looked at`);
    const calculated =
      by === undefined
        ? ok(await runBillCycle(db, { ...cycleOfDryRun(setting, planned.value, now), onProgress }))
        : await calculateBillRun(db, setting, { run: planned.value, by: by.value, onProgress });
    if (!calculated.ok) return refuse(calculated.problem, exitCodes.refused);
    const outcome = calculated.value;
    const posted =
      options.post === true && by !== undefined && outcome.run !== undefined
        ? await postApprovedRun(db, setting, {
            ...{ runId: outcome.run.id, by: by.value },
            onProgress: (bills) => terminal.err(`${bills} bills posted`),
          })
        : ok(0);
    if (!posted.ok) return refuse(posted.problem, exitCodes.refused);
    const shown = outcome.run === undefined ? undefined : await findBillRun(db, outcome.run.id);
    const told = { outcome, posted: posted.value, waiting: shown?.waiting ?? 0 };
    if (options.json === true) terminal.out(JSON.stringify(toJson(say, told)));
    else for (const line of toText(say, told)) terminal.out(line);
    terminal.exitCode(outcome.exceptions.length > 0 ? exitCodes.refused : exitCodes.done);
  });
}

interface Told {
  readonly outcome: BillCycleOutcome;
  readonly posted: number;
  /** Bills of the run that wait for a person. */
  readonly waiting: number;
}

const toJson = (say: Say, { outcome: { run, billed, newCharges, estimated, exceptions }, posted, waiting }: Told) => ({
  run: run?.id ?? null,
  supplement: run?.supplement ?? null,
  billed,
  posted,
  estimated,
  waiting,
  new_charges_cents: newCharges,
  exceptions: exceptions.map(({ accountId, problem }) => ({ account_id: accountId, ...problemJson(say, problem) })),
});

function toText(
  say: Say,
  { outcome: { run, billed, newCharges, estimated, exceptions }, posted, waiting }: Told,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { problem } of exceptions) counts.set(problem.code, (counts.get(problem.code) ?? 0) + 1);
  return [
    `Run ${run === undefined ? '(nothing written)' : run.id}: ${billed} bills, $${exactToDecimal(centsToDollars(newCharges))} of new charges, ${estimated} estimated, ${posted} posted`,
    ...(waiting === 0 || run === undefined ? [] : [`${waiting} bills wait for a person: caudal bill review ${run.id}`]),
    ...[...counts].map(([code, count]) => `${count} exceptions: ${code}`),
    ...exceptions.map(({ accountId, problem }) => `  account ${accountId}: ${problemLine(say, problem)}`),
  ];
}
