import type { BillingPolicy } from '../../src/domain/billing/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import {
  type BillHeader,
  cancelBillRun,
  lastBill,
  postBillRun,
  runBillCycle,
} from '../../src/usecases/billing/index.ts';
import { knownPeople } from './logins.ts';
import { medfordRates } from './medford-rates.ts';
import { referenceUtility } from './reference-utility.ts';

export const billingPolicyForTests: BillingPolicy = {
  dueDays: 21,
  minimumDays: 5,
  lateFee: { afterDays: 10, amount: cents(500), minimum: cents(1000), sample: true },
  postsWithoutApproval: true,
};

/** Cycle A on the reads through a day, issued two days later, as it is calculated and not yet posted. */
export const cycleThrough = (day: string) => {
  const readThrough = Temporal.PlainDate.from(day);
  const issuedOn = readThrough.add({ days: 2 });
  const now = Temporal.Instant.from(`${issuedOn}T16:00:00Z`);
  return { cycle: 'A', readThrough, issuedOn, rates: medfordRates, policy: billingPolicyForTests, now };
};

/** Runs cycle A through a day, posts it, and returns the run's id. */
export async function billThrough(db: DatabasePool, day: string, cutOver?: string): Promise<number> {
  const cycle = cycleThrough(day);
  const { run } = await runBillCycle(db, cycle);
  if (run === undefined) throw new Error(`nothing to bill through ${day}`);
  const posted = await postBillRun(db, {
    runId: run.id,
    policy: cycle.policy,
    now: cycle.now,
    ...(cutOver === undefined ? {} : { cutOver: Temporal.PlainDate.from(cutOver) }),
  });
  if (!posted.ok) throw new Error(posted.problem.code);
  return run.id;
}

/** A supervisor cancels a run. */
export async function cancelRun(db: Database, runId: number, now = Temporal.Instant.from('2025-06-20T16:00:00Z')) {
  await knownPeople(db, { staff: ['luis'] });
  const by = { staffId: 'luis', role: 'supervisor', now, address: '192.0.2.1' } as const;
  return cancelBillRun(db, { utility: referenceUtility }, { runId, reason: 'Read wrong', by });
}

export async function lastBillOf(db: Database, accountId: number): Promise<BillHeader> {
  const bill = await lastBill(db, accountId);
  if (bill === undefined) throw new Error(`account ${accountId} has no bill`);
  return bill;
}
