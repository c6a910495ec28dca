import { type HourlyUse, hourSpan } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import {
  compareBills,
  hourlyReadPolicy,
  listBills,
  postBillRun,
  runBillCycle,
  unreviewedPolicy,
} from '../../src/usecases/billing/index.ts';
import { cycleThrough } from './bill-cycle.ts';
import { householdHours, meterIdOf, storeHours } from './hourly-use.ts';
import { medfordRates } from './medford-rates.ts';
import { serveAccount } from './served-accounts.ts';
import { referenceUtility } from './web-deps.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
export const spanBilled = hourSpan('America/Los_Angeles', day('2025-03-20'), 120);
export const may20 = Temporal.Instant.from('2025-05-20T16:00:00Z');
export const billingSetting = { utility: referenceUtility, rates: medfordRates };

/** An account whose meter somebody read on April 3, with hours since, billed from them through May 5. */
export async function billedFromHours(db: DatabasePool) {
  await serveAccount(db, 1, { billedBefore: '2025-04-03', reads: [['2025-04-03', 100_000]] });
  const meterId = await meterIdOf(db, 'MW-1');
  const use = householdHours(spanBilled);
  await storeHours(db, meterId, use);
  await billHoursThrough(db, '2025-05-05');
  return { meterId, use };
}

export async function billHoursThrough(db: DatabasePool, through: string) {
  const policy = unreviewedPolicy(referenceUtility);
  const cycle = { ...cycleThrough(through), policy, hourlyReads: hourlyReadPolicy(referenceUtility) };
  const { run, exceptions } = await runBillCycle(db, cycle);
  if (run === undefined || exceptions.length > 0) throw new Error(`not billed through ${through}`);
  const posted = await postBillRun(db, { runId: run.id, policy, now: cycle.now });
  if (!posted.ok) throw new Error(posted.problem.code);
  return newestBill(db);
}

export const newestBill = async (db: DatabasePool) => {
  const [last] = await listBills(db, 1, { limit: 1 });
  if (last === undefined) throw new Error('no bill');
  return last;
};

/** A file says so many gallons more, or fewer, of an hour of April 25; then the bills are compared. */
export async function correctHours(
  db: DatabasePool,
  meterId: number,
  use: HourlyUse,
  gallons: number,
): Promise<number> {
  const hour = (spanBilled.dayStart[spanBilled.firstDay.until(day('2025-04-25')).days] ?? 0) + 5;
  const counts = use.counts.slice();
  counts[hour] = (counts[hour] ?? 0) + gallons * 10;
  await storeHours(db, meterId, { ...use, counts });
  return compareBills(db, billingSetting, { meterId, now: may20 });
}
