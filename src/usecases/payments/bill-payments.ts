import { type AutopayPolicy, type BillPayment, billPayment } from '../../domain/payments/index.ts';
import type { Database } from '../../store/database.ts';
import { billPaymentFacts } from '../../store/payments/index.ts';

/** How each of these bills is paid, by its number. */
export async function billPayments(
  db: Database,
  numbers: readonly string[],
  at: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): Promise<ReadonlyMap<string, BillPayment>> {
  const facts = await billPaymentFacts(db, numbers);
  return new Map([...facts].map(([number, one]) => [number, billPayment(one, at)]));
}

export async function billPaymentOf(
  db: Database,
  number: string,
  at: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): Promise<BillPayment | undefined> {
  return (await billPayments(db, [number], at)).get(number);
}
