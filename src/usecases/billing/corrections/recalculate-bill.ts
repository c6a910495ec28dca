import type { Utility } from '../../../config/utility.ts';
import type { BillDifference, RateBook } from '../../../domain/billing/index.ts';
import { cents, roundHalfAwayFromZero } from '../../../domain/kernel/index.ts';
import { type BillToRecalculate, billToRecalculate } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { hourlyReadPolicy, unreviewedPolicy } from '../policy.ts';
import { type BillCycle, calculateOne } from '../run-bill-cycle.ts';

/** What bills are calculated with. */
export interface BillingSetting {
  readonly utility: Utility;
  readonly rates: RateBook;
}

/** The cycle that made a bill, to make it again. */
export const cycleAgain = (
  { utility, rates }: BillingSetting,
  bill: Pick<BillToRecalculate, 'cycle' | 'readThrough' | 'issuedOn' | 'wentOnFrom'>,
  now: Temporal.Instant,
): BillCycle => ({
  cycle: bill.cycle,
  readThrough: bill.readThrough,
  issuedOn: bill.issuedOn,
  rates,
  policy: unreviewedPolicy(utility),
  hourlyReads: { ...hourlyReadPolicy(utility), wentOnFrom: bill.wentOnFrom },
  now,
});

/**
 * A posted bill beside what it would be by the hours as they are now, calculated by the very run that would bill it again:
 * what is shown is what a correction would do, to the cent. Undefined where it is not posted any more or cannot be
 * calculated. The caller holds its account.
 */
export async function recalculateBill(
  tx: Database,
  setting: BillingSetting,
  { billId, now }: { readonly billId: number; readonly now: Temporal.Instant },
): Promise<{ readonly bill: BillToRecalculate; readonly difference: BillDifference } | undefined> {
  const bill = await billToRecalculate(tx, billId, setting.utility.time_zone);
  if (bill === undefined) return undefined;
  const again = await calculateOne(tx, cycleAgain(setting, bill, now), bill.candidate);
  if (!again.ok || again.value === undefined) return undefined;
  const gallons = Number(roundHalfAwayFromZero(again.value.gallons)) - bill.gallons;
  return { bill, difference: { gallons, amount: cents(again.value.newCharges - bill.charged) } };
}
