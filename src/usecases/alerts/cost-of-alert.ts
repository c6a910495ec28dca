import { lossOf } from '../../domain/alerts/index.ts';
import { costOfWater } from '../../domain/credits/index.ts';
import type { Cents } from '../../domain/kernel/index.ts';
import type { StoredAlert } from '../../store/alerts/index.ts';
import { findBillDocument, lastPostedBill } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';

/** About what an alert's water costs, by the prices of the account's last bill; undefined where there is none. */
export async function costsOfAlerts(
  db: Database,
  accountId: number,
): Promise<(alert: StoredAlert) => Cents | undefined> {
  const last = await lastPostedBill(db, accountId);
  const document = last && (await findBillDocument(db, last.number));
  return (alert) => document && costOfWater(document.lines, lossOf(alert));
}
