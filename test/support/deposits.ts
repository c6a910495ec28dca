import { cents } from '../../src/domain/kernel/index.ts';
import { depositEntry } from '../../src/domain/receivables/index.ts';
import type { Database } from '../../src/store/database.ts';
import { postNow } from './posting.ts';

/** The reference utility's rental deposit, held since `on`. */
export async function holdDeposit(db: Database, accountId: number, on: string): Promise<void> {
  const date = Temporal.PlainDate.from(on);
  const deposit = { accountId, amount: cents(9000), on: date, memo: 'rental deposit', into: 'cash.counter' } as const;
  const now = date.toZonedDateTime('UTC').toInstant();
  await postNow(db, depositEntry(deposit), {
    now,
    idempotencyKey: `deposit:${accountId}:${on}`,
    inputHash: on,
  });
}
