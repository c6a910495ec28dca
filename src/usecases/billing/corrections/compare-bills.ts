import { correctionState } from '../../../domain/billing/index.ts';
import { billedHours, findBillById, keepCorrection, knownCorrection } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { metersInDoubt } from '../../../store/metering/index.ts';
import { holdAccounts } from '../../../store/receivables/index.ts';
import { type BillingSetting, recalculateBill } from './recalculate-bill.ts';

/** Bills older than this are not looked at: as far back as a read for a bill may go on from. */
const maxDaysBack = 420;

/**
 * Looks at the bills that were made from a meter's hours, and keeps where the hours say something else now. Again changes
 * nothing. While hours of a bill wait for an analyst, what is known about it stays as it is.
 *
 * @returns how many bills say otherwise than their hours
 */
export async function compareBills(
  db: Database,
  setting: BillingSetting,
  { meterId, now }: { readonly meterId: number; readonly now: Temporal.Instant },
): Promise<number> {
  const zone = setting.utility.time_zone;
  const after = now.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: maxDaysBack });
  let otherwise = 0;
  for (const { billId, from, to } of await billedHours(db, { after, zone, meterId })) {
    const doubted = await metersInDoubt(db, [{ meterId, from: from.on, through: to.on }], zone);
    if (doubted.has(meterId)) continue;
    if (await compareBill(db, setting, { billId, now })) otherwise += 1;
  }
  return otherwise;
}

/** Keeps what one bill's hours say now; true where that is something else than the bill. */
export async function compareBill(
  db: Database,
  setting: BillingSetting,
  { billId, now }: { readonly billId: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const bill = await findBillById(db, billId);
  if (bill === undefined) return false;
  return holdAccounts(db, [bill.accountId], async (tx) => {
    const again = await recalculateBill(tx, setting, { billId, now });
    if (again === undefined) return false;
    const { difference } = again;
    const known = await knownCorrection(tx, billId);
    const limit = setting.utility.vee.carryUpTo;
    const state = correctionState(difference, { limit, decided: known?.decided });
    if (state !== 'gone' || known !== undefined) await keepCorrection(tx, { billId, difference, state, now });
    return state !== 'gone';
  });
}
