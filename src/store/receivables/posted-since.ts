import { cents } from '../../domain/kernel/index.ts';
import type { PostedCharge } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';

/** A late fee as the books have it; whether its amount is a sample is the policy's to say. */
type Posted = Exclude<PostedCharge, { kind: 'late-fee' }> | Omit<Extract<PostedCharge, { kind: 'late-fee' }>, 'sample'>;

export type PostedSince = Posted & { readonly entryId: number };

interface PostedRow {
  readonly account_id: number;
  readonly entry_id: number;
  readonly kind: PostedCharge['kind'];
  readonly effective_on: Temporal.PlainDate;
  readonly amount_cents: number;
  readonly fee: string | null;
  readonly label_es: string | null;
  readonly label_en: string | null;
  readonly reason: string | null;
  readonly sample: boolean | null;
  readonly why: 'prompt' | 'final' | null;
  readonly bills: number | null;
  readonly taken_on: Temporal.PlainDate | null;
}

/** Fees and deposits given back that stand, of entries after `since`: about a month of them, by their index alone. */
export async function postedSince(
  db: Database,
  accountIds: readonly number[],
  since: number,
): Promise<ReadonlyMap<number, readonly PostedSince[]>> {
  const rows = await db.query<PostedRow>(
    `select p.account_id, e.id as entry_id, e.kind, e.effective_on, p.amount_cents,
       f.fee, f.label_es, f.label_en, case when f.staff_id is not null then f.reason end as reason, f.sample,
       d.why, d.bills, d.taken_on
     from ledger_entry e
     join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
     left join fee_answer x on x.ledger_entry_id = e.id
     left join fee_charge f on f.ledger_entry_id = e.id or f.id = x.charge_id
     left join deposit_credit d on d.ledger_entry_id = e.id
     where e.kind in ('late-fee', 'fee', 'deposit-credit') and e.id > $2 and p.account_id = any($1)
       and not exists (select from ledger_entry r where r.reverses_id = e.id)
     order by e.id`,
    [accountIds, since],
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.account_id)].map(([accountId, some]) => [accountId, some.map(toPosted)]),
  );
}

function toPosted(row: PostedRow): PostedSince {
  const { entry_id: entryId, effective_on: on, fee, label_es, label_en, reason, why, taken_on: takenOn } = row;
  if (row.kind === 'fee' && fee !== null && label_es !== null && label_en !== null) {
    const because = reason === null ? {} : { reason };
    const label = { es: label_es, en: label_en };
    return {
      entryId,
      kind: 'fee',
      on,
      amount: cents(row.amount_cents),
      fee,
      label,
      ...because,
      sample: row.sample === true,
    };
  }
  if (row.kind === 'deposit-credit' && why !== null && takenOn !== null) {
    return {
      entryId,
      kind: 'deposit-credit',
      on,
      amount: cents(-row.amount_cents),
      why,
      bills: row.bills ?? 0,
      takenOn,
    };
  }
  if (row.kind === 'late-fee') return { entryId, kind: 'late-fee', on, amount: cents(row.amount_cents) };
  throw new Error(`entry ${entryId} is a ${row.kind} of which nobody said why`);
}
