import { cents, type Wording } from '../../src/domain/kernel/index.ts';
import { paymentEntry } from '../../src/domain/receivables/index.ts';
import type { Database } from '../../src/store/database.ts';
import { insertPostedBill } from './posted-bill.ts';
import { postNow } from './posting.ts';

/** A posted bill as a bill run leaves it, for tests of what comes after: issued 21 days before `dueOn`, one line. */
export function postBill(
  db: Database,
  accountId: number,
  {
    dueOn,
    owed = 6134,
    label = { es: 'Cargo fijo', en: 'Service charge' },
  }: { readonly dueOn: string; readonly owed?: number; readonly label?: Wording },
): Promise<string> {
  const due = Temporal.PlainDate.from(dueOn);
  const issuedOn = due.subtract({ days: 21 });
  const rule = { file: 'test.owrs', line: 1, rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: '2025-03-01' };
  return insertPostedBill(db, {
    accountId,
    period: { start: issuedOn.subtract({ days: 31 }), end: issuedOn.subtract({ days: 1 }) },
    issuedOn,
    dueOn: due,
    gallons: 12_000,
    lines: [
      {
        part: 'service_charge',
        label,
        amount: cents(owed),
        explanation: { rule, exactAmount: '61.34' },
      },
    ],
  });
}

/** A payment that has arrived. */
export async function pay(db: Database, accountId: number, amount: number, on: string): Promise<void> {
  const date = Temporal.PlainDate.from(on);
  const entry = paymentEntry({ accountId, amount: cents(amount), on: date, memo: 'payment', into: 'cash.processor' });
  await postNow(db, entry, {
    now: date.toZonedDateTime('UTC').toInstant(),
    idempotencyKey: `${accountId}:${on}`,
    inputHash: on,
  });
}
