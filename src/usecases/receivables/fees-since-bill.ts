import type { Cents, Wording } from '../../domain/kernel/index.ts';
import { postedLine } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { sinceLastBills } from '../../store/receivables/index.ts';

/** A fee that is owed and on no bill yet. */
export interface PostedFee {
  readonly label: Wording;
  readonly amount: Cents;
  readonly on: Temporal.PlainDate;
  readonly reason?: string;
}

/** What the account was charged since its last bill, besides water. */
export async function feesSinceBill(db: Database, accountId: number): Promise<readonly PostedFee[]> {
  const { posted } = (await sinceLastBills(db, [accountId])).get(accountId) ?? { posted: [] };
  return posted.flatMap((one): PostedFee[] => {
    if (one.kind === 'late-fee') return [{ ...one, label: postedLine({ ...one, sample: false }).label }];
    return one.kind === 'fee' ? [one] : [];
  });
}
