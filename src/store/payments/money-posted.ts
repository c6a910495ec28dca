import { type Cents, cents } from '../../domain/kernel/index.ts';
import type { MoneyOut, MoneyOutPart } from '../../domain/payments/index.ts';
import type { Database } from '../database.ts';

/** What of a payment stands out of the books, by its entries. */
export interface MoneyPosted {
  readonly out: MoneyOut;
  /** The processor's own fee. */
  readonly processorFee: Cents;
  /** How often each part moved, and the day from which it counts that it left. */
  readonly moves: ReadonlyMap<MoneyOutPart | 'processor-fee', { readonly times: number; readonly leftOn: LeftOn }>;
}

type LeftOn = Temporal.PlainDate | undefined;

export async function moneyPosted(db: Database, paymentId: number): Promise<MoneyPosted> {
  const rows = await db.query<{
    part: MoneyOutPart | 'processor-fee';
    amount: number;
    times: number;
    left_on: Temporal.PlainDate | null;
  }>(
    `select m.part, sum(m.amount_cents)::bigint as amount, count(*)::int as times,
       max(e.effective_on) filter (where m.amount_cents > 0) as left_on
     from payment_movement m join ledger_entry e on e.id = m.ledger_entry_id
     where m.payment_id = $1 group by m.part`,
    [paymentId],
  );
  const by = new Map(rows.map((row) => [row.part, row]));
  const amount = (part: MoneyOutPart | 'processor-fee') => cents(by.get(part)?.amount ?? 0);
  return {
    out: { refund: amount('refund'), dispute: amount('dispute'), return: amount('return') },
    processorFee: amount('processor-fee'),
    moves: new Map(rows.map(({ part, times, left_on: on }) => [part, { times, leftOn: on ?? undefined }])),
  };
}

export async function insertMovement(
  tx: Database,
  movement: {
    readonly paymentId: number;
    readonly part: MoneyOutPart | 'processor-fee';
    readonly amount: Cents;
    readonly entryId: number;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into payment_movement (payment_id, part, amount_cents, ledger_entry_id, moved_at) values ($1, $2, $3, $4, $5)`,
    [movement.paymentId, movement.part, movement.amount, movement.entryId, movement.now],
  );
}
