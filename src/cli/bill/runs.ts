import { type Problem, present } from '../../domain/kernel/index.ts';
import {
  type BillRunShown,
  comparedTotals,
  exceptionCounts,
  findBillRun,
  findingCounts,
  listBillRuns,
  loadRateBook,
  neverBilled,
  reviewedBills,
  runHistory,
  type UnbilledMeter,
  unbilledMeters,
} from '../../usecases/billing/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { readRun } from './work-on-run.ts';

const max = 10_000;
const dollars = (amount: number): string => (amount / 100).toFixed(2);

/** Bill runs, the latest first. */
export async function listRuns(
  { terminal, withDatabase }: CliDeps,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const { rows: runs } = await withDatabase(({ db }) => listBillRuns(db, { limit: 100 }));
  for (const run of runs) terminal.out(json === true ? JSON.stringify(runJson(run)) : runLine(run));
  if (runs.length === 0 && json !== true) terminal.out('No bill run yet.');
  terminal.exitCode(exitCodes.done);
}

const runJson = (run: BillRunShown) => ({
  run: run.id,
  cycle: run.billingCycle,
  supplement: run.supplement,
  read_through: run.readThrough,
  issued_on: run.issuedOn,
  due_on: run.dueOn,
  state: run.state,
  bills: run.bills,
  gallons: run.gallons,
  new_charges_cents: run.newCharges,
  estimated: run.estimated,
  waiting: run.waiting,
  exceptions: run.exceptions,
  delivery: run.delivery ?? null,
});

/** Whether its print batch and notices are done. */
const deliveries = {
  done: 'delivered',
  'under-way': 'being delivered',
  stuck: 'delivery stopped: caudal jobs list',
} as const;

const runLine = (run: BillRunShown): string =>
  [
    `${run.id}`.padStart(5),
    `${run.billingCycle}${run.supplement === 0 ? '' : `+${run.supplement}`}`.padEnd(6),
    `to ${run.readThrough}`,
    `due ${run.dueOn}`,
    run.state.padEnd(10),
    `${run.bills} bills`.padStart(12),
    dollars(run.newCharges).padStart(14),
    `${run.waiting} wait, ${run.exceptions} not billed`,
    ...(run.delivery === undefined ? [] : [deliveries[run.delivery]]),
  ].join('  ');

/** A run as it is looked at before it is approved. */
export async function showRun(
  { terminal, say, withDatabase }: CliDeps,
  typed: string,
  { rule, all, json }: { readonly rule?: string; readonly all?: boolean; readonly json?: boolean },
): Promise<void> {
  await withDatabase(async ({ db }) => {
    const id = readRun(typed);
    const run = id === undefined ? undefined : await findBillRun(db, id);
    if (run === undefined) {
      terminal.err(problemLine(say, { code: 'billing.run-not-found', params: { run: typed } }));
      terminal.exitCode(exitCodes.refused);
      return;
    }
    const totals = await comparedTotals(db, { id: run.id, cycle: run.billingCycle, readThrough: run.readThrough });
    const rules = await findingCounts(db, run.id);
    const without = await exceptionCounts(db, run.id);
    const state = all === true ? ('found' as const) : ('waits' as const);
    const bills = (
      await reviewedBills(db, run.id, {
        ...present({ rule }),
        state,
        limit: max,
      })
    ).rows;
    const history = await runHistory(db, run.id);
    terminal.exitCode(exitCodes.done);
    if (json === true) {
      const shown = bills.map(({ number, account, gallons, newCharges, waits, findings }) => ({
        ...{ bill: number, account, gallons, new_charges_cents: newCharges, waits },
        findings: findings.map((found) => ({
          rule: found.rule,
          message: say(`review.found.${found.rule}`, found.params),
        })),
      }));
      terminal.out(
        JSON.stringify({ ...runJson(run), totals: totals.rows, rules, not_billed: without, bills: shown, history }),
      );
      return;
    }
    terminal.out(runLine(run));
    for (const { rateClass = 'all classes', now, before } of totals.rows) {
      const last =
        before === undefined
          ? ''
          : `; last ${before.bills} bills, ${before.gallons} gal, ${dollars(before.newCharges)}`;
      terminal.out(`  ${rateClass}: ${now.bills} bills, ${now.gallons} gal, ${dollars(now.newCharges)}${last}`);
    }
    for (const one of rules)
      terminal.out(`${one.bills} ${one.rule}: ${say(`review.rule.${one.rule}`)}; ${one.waiting} wait`);
    for (const one of without) terminal.out(`${one.accounts} not billed: ${one.code}`);
    for (const { number, account, gallons, newCharges, waits, findings } of bills) {
      const words = findings.map((found) => say(`review.found.${found.rule}`, found.params)).join(' ');
      terminal.out(
        `${waits ? 'waits ' : '      '} ${number}  ${account}  ${gallons} gal  ${dollars(newCharges)}  ${words}`,
      );
    }
    for (const { what, staffName = 'Caudal', at, reason } of history)
      terminal.out(`${at} ${staffName}: ${what} ${reason}`.trimEnd());
  });
}

/** Accounts that nobody has billed lately, and why. */
export async function listNeverBilled(
  { terminal, say, withDatabase }: CliDeps,
  { json }: { readonly json?: boolean },
): Promise<void> {
  await withDatabase(async ({ db, utility, utilityFolder, clock }) => {
    const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
    const setting = { utility, rates: rates.ok ? rates.value : () => [] };
    const now = clock();
    const found = (await neverBilled(db, setting, { now, limit: max })).rows;
    const meters = await unbilledMeters(db, utility, now);
    for (const { account, cycle, openedOn, billedThrough, why } of found) {
      const facts = { account, cycle, opened_on: openedOn, billed_through: billedThrough ?? null };
      const problem: Problem = why;
      terminal.out(
        json === true
          ? JSON.stringify({ ...facts, ...problemJson(say, problem) })
          : `${account}  cycle ${cycle}  billed to ${billedThrough ?? 'never'}  ${problemLine(say, problem)}`,
      );
    }
    for (const meter of meters) {
      terminal.out(json === true ? JSON.stringify(meterJson(say, meter)) : problemLine(say, meter.why));
    }
    if (json !== true) {
      terminal.out(
        `${found.length} accounts were not billed, and nobody is billed for ${meters.length} meters without an account.`,
      );
    }
    terminal.exitCode(found.length + meters.length > 0 ? exitCodes.refused : exitCodes.done);
  });
}

const meterJson = (say: CliDeps['say'], { serial, address, since, accountBefore, passed, why }: UnbilledMeter) => ({
  meter: serial,
  address,
  since,
  account_before: accountBefore ?? null,
  gallons: passed?.gallons ?? null,
  read_through: passed?.through ?? null,
  ...problemJson(say, why),
});
