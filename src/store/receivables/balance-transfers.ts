import type { Database } from '../database.ts';
import type { Books } from './hold-accounts.ts';

export interface KeptTransfer {
  readonly entryId: number;
  /** Of a deposit, from where it went. */
  readonly accountId: number;
  readonly otherAccountId: number;
  readonly direction: 'in' | 'out';
  readonly part: 'balance' | 'deposit';
  readonly reason: string;
  readonly staffId: string;
  readonly now: Temporal.Instant;
}

/** Keeps whose money went where, who said so and why. */
export async function keepTransfers(books: Books, transfers: readonly KeptTransfer[]): Promise<void> {
  for (const one of transfers) {
    await books.query(
      `insert into balance_transfer (ledger_entry_id, account_id, other_account_id, direction, part, reason, staff_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[one.entryId, one.accountId, one.otherAccountId, one.direction, one.part],
        ...[one.reason, one.staffId, one.now],
      ],
    );
  }
}

/** The deposit of one account is that of another from now on: what it is called goes with it. */
export const keepDepositMoved = (
  books: Books,
  {
    entryId,
    from,
    to,
    staffId,
    now,
  }: { entryId: number; from: number; to: number; staffId: string; now: Temporal.Instant },
) =>
  books.query(
    `insert into deposit_taken (ledger_entry_id, account_id, kind, label_es, label_en, label_others, note, staff_id, taken_at)
     select $1, $3, kind, label_es, label_en, label_others, note, $4, $5 from deposit_taken
     where account_id = $2 order by ledger_entry_id desc limit 1`,
    [entryId, from, to, staffId, now],
  );

/** What went between two accounts and was not taken back, the latest first. */
export async function transfersBetween(
  books: Books,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly number[]> {
  const rows = await books.query<{ id: number }>(
    `select t.ledger_entry_id as id from balance_transfer t
     where t.account_id = any($1::bigint[]) and t.other_account_id = any($1::bigint[])
       and not exists (select from ledger_entry r where r.reverses_id = t.ledger_entry_id)
     order by t.ledger_entry_id desc`,
    [[from, to]],
  );
  return rows.map(({ id }) => id);
}

/** Another account of the same customer. */
interface OtherAccount {
  readonly accountId: number;
  readonly number: string;
  readonly address: string;
}

/** The open accounts of an account's customer, itself aside. */
export const otherAccountsOf = (
  db: Database,
  accountId: number,
  today: Temporal.PlainDate,
): Promise<readonly OtherAccount[]> =>
  db.query(
    `select o.id as "accountId", o.number, concat_ws(', ', p.line1, p.line2, p.city) as address
     from account a join account o on o.customer_id = a.customer_id and o.id <> a.id
     join premise p on p.id = o.premise_id
     where a.id = $1 and coalesce(o.closed_on > $2, true) order by o.opened_on desc, o.id desc`,
    [accountId, today],
  );
