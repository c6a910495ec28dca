import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

/** A payment that was begun, and of which the processor has said nothing that ends it. */
export interface UnconfirmedPayment {
  readonly reference: string;
  readonly account: string;
  readonly customerName: string;
  readonly amount: Cents;
  readonly channel: string;
  readonly methodKind?: string;
  readonly startedAt: Temporal.Instant;
}

interface UnconfirmedRow {
  readonly id: number;
  readonly reference: string;
  readonly account: string;
  readonly customer_name: string;
  readonly amount_cents: number;
  readonly channel: string;
  readonly method_kind: string | null;
  readonly started_at: Temporal.Instant;
}

/** Those begun before a moment, the longest wait first; goes by payment_started. */
export const unconfirmedPayments = (
  db: Database,
  { startedBefore, ...asked }: ListAsked & { readonly startedBefore: Temporal.Instant },
): Promise<ListPart<UnconfirmedPayment>> =>
  listPart<UnconfirmedRow, UnconfirmedPayment>(
    db,
    {
      select: `select y.id, y.reference, a.number as account, c.name as customer_name, y.amount_cents, y.channel,
          y.method_kind, y.started_at
        from payment y
        join account a on a.id = y.account_id
        join customer c on c.id = a.customer_id
        where y.state = 'started' and y.started_at < $1`,
      parameters: [startedBefore],
      order: [{ by: 'l.started_at', type: 'timestamptz' }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        account: { by: 'l.account', type: 'text' },
        receipt: { by: 'l.reference', type: 'text' },
        amount: { by: 'l.amount_cents', type: 'bigint' },
        channel: { by: 'l.channel', type: 'text' },
        began: { by: 'l.started_at', type: 'timestamptz' },
      },
      toRow: (row) => ({
        reference: row.reference,
        account: row.account,
        customerName: row.customer_name,
        amount: cents(row.amount_cents),
        channel: row.channel,
        startedAt: row.started_at,
        ...present({ methodKind: row.method_kind }),
      }),
    },
    asked,
  );
