import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Entry, EntryKind, LedgerAccount } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';

/** An entry as it stands in the books. */
export interface StoredEntry extends Entry {
  readonly id: number;
  readonly insertedAt: Temporal.Instant;
}

/** What the account owes now, negative where it has paid ahead: the sum of its postings, by an index-only scan. */
export async function receivableBalance(db: Database, accountId: number): Promise<Cents> {
  const balances = await receivableBalances(db, [accountId]);
  return balances.get(accountId) ?? cents(0);
}

/** The balances of many accounts; one that was never posted to is not in the map and owes nothing. */
export async function receivableBalances(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, Cents>> {
  const rows = await db.query<{ account_id: number; balance: number }>(
    `select account_id, sum(amount_cents)::bigint as balance from posting
     where ledger_account = 'receivable' and account_id = any($1)
     group by account_id`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, cents(row.balance)]));
}

/** Every entry that touches the account, whole, in the order they were written. */
export async function entriesOfAccount(db: Database, accountId: number): Promise<readonly StoredEntry[]> {
  return selectEntries(db, 'e.id in (select entry_id from posting where account_id = $1)', accountId);
}

export async function findEntry(db: Database, id: number): Promise<StoredEntry | undefined> {
  const [found] = await selectEntries(db, 'e.id = $1', id);
  return found;
}

interface EntryRow {
  readonly id: number;
  readonly kind: EntryKind;
  readonly effective_on: Temporal.PlainDate;
  readonly inserted_at: Temporal.Instant;
  readonly memo: string;
  readonly reverses_id: number | null;
  readonly postings: readonly { account: LedgerAccount; of: number | null; cents: number }[];
}

async function selectEntries(db: Database, condition: string, parameter: number): Promise<readonly StoredEntry[]> {
  const rows = await db.query<EntryRow>(
    `select e.id, e.kind, e.effective_on, e.inserted_at, e.memo, e.reverses_id,
       coalesce(p.postings, '[]') as postings
     from ledger_entry e
     left join lateral (
       select json_agg(json_build_object('account', ledger_account, 'of', account_id, 'cents', amount_cents) order by id)
         as postings
       from posting where entry_id = e.id
     ) p on true
     where ${condition}
     order by e.id`,
    [parameter],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    effectiveOn: row.effective_on,
    insertedAt: row.inserted_at,
    memo: row.memo,
    ...present({ reversesId: row.reverses_id }),
    postings: row.postings.map(({ account, of, cents: amount }) => ({
      ledgerAccount: account,
      ...present({ accountId: of }),
      amount: cents(amount),
    })),
  }));
}
