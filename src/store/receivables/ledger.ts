import { type Cents, cents, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { Entry, EntryKind, LedgerAccount, LedgerProblemCode } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';

/** An entry as it stands in the books. */
export interface StoredEntry extends Entry {
  readonly id: number;
  readonly insertedAt: Temporal.Instant;
}

/** What makes posting twice the same as posting once: a key for the event, and a hash of everything that was asked. */
export interface PostingRequest {
  readonly entry: Entry;
  readonly idempotencyKey: string;
  readonly inputHash: string;
}

export interface PostedEntry {
  readonly id: number;
  /** False where the same key and hash had posted it before. */
  readonly isNew: boolean;
}

/**
 * Writes `entry` within the caller's transaction. The same key and hash again is the entry of the first time; the same
 * key with another hash is `ledger.idempotency-key-reused`; a second reversal is `ledger.already-reversed`.
 */
export async function postEntry(
  tx: Database,
  entry: Entry,
  { now, ...request }: Omit<PostingRequest, 'entry'> & { readonly now: Temporal.Instant },
): Promise<Result<PostedEntry, Problem<LedgerProblemCode>>> {
  const posted = await postEntries(tx, [{ entry, ...request }], now);
  if (!posted.ok) return posted;
  const [first] = posted.value;
  if (first === undefined) throw new Error('one entry asked, none posted');
  return ok(first);
}

/** `postEntry` for many at once, in their order: two statements however many. Refuses all where it refuses one. */
export async function postEntries(
  tx: Database,
  requests: readonly PostingRequest[],
  now: Temporal.Instant,
): Promise<Result<readonly PostedEntry[], Problem<LedgerProblemCode>>> {
  const written = await insertEntries(tx, requests, now);
  const idByKey = new Map(written.map((row) => [row.idempotency_key, row.id]));
  const known = await knownEntries(
    tx,
    requests.filter((request) => !idByKey.has(request.idempotencyKey)),
  );
  if (!known.ok) return known;
  await insertPostings(
    tx,
    requests.flatMap(({ entry, idempotencyKey }) => {
      const entryId = idByKey.get(idempotencyKey);
      return entryId === undefined ? [] : entry.postings.map((posting) => ({ entryId, ...posting }));
    }),
  );
  return ok(
    requests.map(({ idempotencyKey }) => {
      const id = idByKey.get(idempotencyKey);
      if (id !== undefined) return { id, isNew: true };
      const before = known.value.get(idempotencyKey);
      if (before === undefined) throw new Error(`entry ${idempotencyKey} neither written nor known`);
      return { id: before, isNew: false };
    }),
  );
}

async function insertEntries(tx: Database, requests: readonly PostingRequest[], now: Temporal.Instant) {
  return tx.query<{ id: number; idempotency_key: string }>(
    `insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash, reverses_id)
     select kind, effective_on, $1, memo, idempotency_key, input_hash, reverses_id
     from unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::bigint[]) with ordinality
       as asked (kind, effective_on, memo, idempotency_key, input_hash, reverses_id, position)
     order by position
     on conflict do nothing
     returning id, idempotency_key`,
    [
      now,
      requests.map(({ entry }) => entry.kind),
      requests.map(({ entry }) => entry.effectiveOn),
      requests.map(({ entry }) => entry.memo),
      requests.map((request) => request.idempotencyKey),
      requests.map((request) => request.inputHash),
      requests.map(({ entry }) => entry.reversesId ?? null),
    ],
  );
}

/** The ids of entries that conflicted, by key, if they are the same; else what is wrong with the first that is not. */
async function knownEntries(
  tx: Database,
  requests: readonly PostingRequest[],
): Promise<Result<ReadonlyMap<string, number>, Problem<LedgerProblemCode>>> {
  if (requests.length === 0) return ok(new Map());
  const rows = await tx.query<{ id: number; idempotency_key: string; input_hash: string }>(
    `select id, idempotency_key, input_hash from ledger_entry where idempotency_key = any($1)`,
    [requests.map((request) => request.idempotencyKey)],
  );
  const byKey = new Map(rows.map((row) => [row.idempotency_key, row]));
  for (const { idempotencyKey, inputHash, entry } of requests) {
    const row = byKey.get(idempotencyKey);
    if (row === undefined) {
      // The only other uniqueness of an entry is that it is reversed once.
      return refused({ code: 'ledger.already-reversed', params: { entry: entry.reversesId ?? 0 } });
    }
    if (row.input_hash !== inputHash) {
      return refused({ code: 'ledger.idempotency-key-reused', params: { key: idempotencyKey } });
    }
  }
  return ok(new Map(rows.map((row) => [row.idempotency_key, row.id])));
}

/** One statement, so that the trigger that checks each entry balances runs once for all of them. */
async function insertPostings(
  tx: Database,
  postings: readonly { entryId: number; ledgerAccount: LedgerAccount; accountId?: number; amount: Cents }[],
) {
  if (postings.length === 0) return;
  await tx.query(
    `insert into posting (entry_id, ledger_account, account_id, amount_cents)
     select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[])`,
    [
      postings.map((posting) => posting.entryId),
      postings.map((posting) => posting.ledgerAccount),
      postings.map((posting) => posting.accountId ?? null),
      postings.map((posting) => posting.amount),
    ],
  );
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
    ...(row.reverses_id === null ? {} : { reversesId: row.reverses_id }),
    postings: row.postings.map(({ account, of, cents: amount }) => ({
      ledgerAccount: account,
      ...(of === null ? {} : { accountId: of }),
      amount: cents(amount),
    })),
  }));
}
