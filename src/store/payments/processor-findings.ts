import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

/**
 * What the comparison with the processor found: money that we had not heard of and that is posted now, a payment with a
 * reference of ours that we do not know, or one that the processor does not know.
 */
type FindingKind = 'posted' | 'unknown-here' | 'unknown-there';

export interface Finding {
  readonly kind: FindingKind;
  readonly reference: string;
  readonly accountId?: number;
  readonly amount?: Cents;
  /** The payment's state as we had it, and as it is now. */
  readonly was?: string;
  readonly said: string;
  readonly became?: string;
}

/** Keeps that the lists were compared; answers its id. */
export async function insertComparison(
  tx: Database,
  made: {
    readonly processor: string;
    readonly at: Temporal.Instant;
    readonly since: Temporal.Instant;
    readonly payments: number;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    'insert into processor_comparison (processor, at, since, payments) values ($1, $2, $3, $4) returning id',
    [made.processor, made.at, made.since, made.payments],
  );
  if (row === undefined) throw new Error('the comparison was not kept');
  return row.id;
}

/** Keeps a finding; false where it was found before. */
export async function insertFinding(tx: Database, comparisonId: number, finding: Finding): Promise<boolean> {
  const rows = await tx.query(
    `insert into processor_finding (comparison_id, kind, reference, account_id, amount_cents, was, said, became)
     select $1, $2::text, $3::text, $4, $5, $6, $7::text, $8::text
     where not exists (select from processor_finding f
       where f.kind = $2 and f.reference = $3 and f.said = $7 and f.became is not distinct from $8)
     returning id`,
    [
      comparisonId,
      finding.kind,
      finding.reference,
      finding.accountId ?? null,
      finding.amount ?? null,
      finding.was ?? null,
      finding.said,
      finding.became ?? null,
    ],
  );
  return rows.length === 1;
}

export interface Comparison {
  readonly at: Temporal.Instant;
  readonly since: Temporal.Instant;
  readonly payments: number;
}

export async function lastComparison(db: Database): Promise<Comparison | undefined> {
  const [row] = await db.query<Comparison>(
    'select at, since, payments from processor_comparison order by at desc, id desc limit 1',
  );
  return row;
}

/** A finding with the account it is about and the moment it was made. */
export interface ListedFinding extends Finding {
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly account?: string;
}

interface FindingRow {
  readonly id: number;
  readonly kind: FindingKind;
  readonly reference: string;
  readonly amount_cents: number | null;
  readonly was: string | null;
  readonly said: string;
  readonly became: string | null;
  readonly at: Temporal.Instant;
  readonly account: string | null;
}

/** The newest first. */
export const listFindings = (db: Database, asked: ListAsked): Promise<ListPart<ListedFinding>> =>
  listPart<FindingRow, ListedFinding>(
    db,
    {
      select: `select f.id, f.kind, f.reference, f.amount_cents, f.was, f.said, f.became, m.at, a.number as account
        from processor_finding f
        join processor_comparison m on m.id = f.comparison_id
        left join account a on a.id = f.account_id`,
      parameters: [],
      order: [],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        at: { by: 'l.at', type: 'timestamptz' },
        kind: { by: 'l.kind', type: 'text' },
        receipt: { by: 'l.reference', type: 'text' },
        account: { by: 'l.account', type: 'text', isNullable: true },
        was: { by: 'l.was', type: 'text', isNullable: true },
        became: { by: 'l.became', type: 'text', isNullable: true },
        amount: { by: 'l.amount_cents', type: 'bigint', isNullable: true },
      },
      toRow: (row) => ({
        ...{ id: row.id, kind: row.kind, reference: row.reference, said: row.said, at: row.at },
        ...(row.amount_cents === null ? {} : { amount: cents(row.amount_cents) }),
        ...present({ was: row.was, became: row.became, account: row.account }),
      }),
    },
    asked,
  );

/** Payments in our books that were started in a time, by the processor's name: what must be on its list. */
export async function paidAtProcessor(
  db: Database,
  processor: string,
  time: { readonly from: Temporal.Instant; readonly before: Temporal.Instant },
): Promise<readonly { readonly reference: string; readonly accountId: number; readonly amount: Cents }[]> {
  const rows = await db.query<{ reference: string; account_id: number; amount_cents: number }>(
    `select reference, account_id, amount_cents from payment
     where processor = $1 and started_at >= $2 and started_at < $3 and ledger_entry_id is not null order by id`,
    [processor, time.from, time.before],
  );
  return rows.map((row) => ({
    reference: row.reference,
    accountId: row.account_id,
    amount: cents(row.amount_cents),
  }));
}
