import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { Entry, LedgerProblemCode } from '../../domain/receivables/index.ts';
import type { Books } from './hold-accounts.ts';

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
 * Posts one entry of an account that is held. The same key and hash again is the entry of the first time; the same key
 * with another hash is `ledger.idempotency-key-reused`; a second reversal is `ledger.already-reversed`.
 */
export async function postEntry(
  books: Books,
  entry: Entry,
  { now, ...request }: Omit<PostingRequest, 'entry'> & { readonly now: Temporal.Instant },
): Promise<Result<PostedEntry, Problem<LedgerProblemCode>>> {
  const posted = await postEntries(books, [{ entry, ...request }], now);
  if (!posted.ok) return posted;
  const [first] = posted.value;
  if (first === undefined) throw new Error('one entry asked, none posted');
  return ok(first);
}

/** `postEntry` for many at once, in their order: two statements however many. Where it refuses one, it writes none. */
export async function postEntries(
  books: Books,
  requests: readonly PostingRequest[],
  now: Temporal.Instant,
): Promise<Result<readonly PostedEntry[], Problem<LedgerProblemCode>>> {
  for (const { entry } of requests) {
    for (const { accountId } of entry.postings) if (accountId !== undefined) books.account(accountId);
  }
  const known = await knownEntries(books, requests);
  if (!known.ok) return known;
  const fresh = requests.filter(({ idempotencyKey }) => !known.value.has(idempotencyKey));
  const written = await insertEntries(books, fresh, now);
  const idByKey = new Map(written.map((row) => [row.idempotency_key, row.id]));
  const idOf = (key: string): number => {
    const id = idByKey.get(key) ?? known.value.get(key);
    if (id === undefined) throw new Error(`entry ${key} neither written nor known`);
    return id;
  };
  return ok(requests.map(({ idempotencyKey }) => ({ id: idOf(idempotencyKey), isNew: idByKey.has(idempotencyKey) })));
}

/**
 * The ids of entries that were posted before, by key, if they are the same; else what is wrong with the first that is not.
 * Asked before anything is written: a transaction that could post the same waits for the account.
 */
async function knownEntries(
  books: Books,
  requests: readonly PostingRequest[],
): Promise<Result<ReadonlyMap<string, number>, Problem<LedgerProblemCode>>> {
  if (requests.length === 0) return ok(new Map());
  const reversed = requests.flatMap(({ entry }) => (entry.reversesId === undefined ? [] : [entry.reversesId]));
  const rows = await books.query<KnownRow>(
    reversed.length === 0
      ? `select id, idempotency_key, input_hash, reverses_id from ledger_entry where idempotency_key = any($1)`
      : `select id, idempotency_key, input_hash, reverses_id from ledger_entry
         where idempotency_key = any($1) or reverses_id = any($2)`,
    [requests.map((request) => request.idempotencyKey), ...(reversed.length === 0 ? [] : [reversed])],
  );
  const byKey = new Map(rows.map((row) => [row.idempotency_key, row]));
  const reversals = new Set(rows.flatMap(({ reverses_id: id }) => (id === null ? [] : [id])));
  for (const { idempotencyKey, inputHash, entry } of requests) {
    const row = byKey.get(idempotencyKey);
    if (row === undefined && entry.reversesId !== undefined && reversals.has(entry.reversesId)) {
      return refused({ code: 'ledger.already-reversed', params: { entry: entry.reversesId } });
    }
    if (row !== undefined && row.input_hash !== inputHash) {
      return refused({ code: 'ledger.idempotency-key-reused', params: { key: idempotencyKey } });
    }
  }
  return ok(new Map(rows.map((row) => [row.idempotency_key, row.id])));
}

interface KnownRow {
  readonly id: number;
  readonly idempotency_key: string;
  readonly input_hash: string;
  readonly reverses_id: number | null;
}

/**
 * Entries and their postings in one statement: the triggers that check that each entry balances run once for all of them,
 * and no entry is ever seen without its postings.
 */
async function insertEntries(books: Books, requests: readonly PostingRequest[], now: Temporal.Instant) {
  if (requests.length === 0) return [];
  const postings = requests.flatMap(({ entry, idempotencyKey }) =>
    entry.postings.map((posting) => ({ idempotencyKey, ...posting })),
  );
  return books.query<{ id: number; idempotency_key: string }>(
    `with entry as (
       insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash, reverses_id)
       select kind, effective_on, $1, memo, idempotency_key, input_hash, reverses_id
       from unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::bigint[]) with ordinality
         as asked (kind, effective_on, memo, idempotency_key, input_hash, reverses_id, position)
       order by position
       returning id, idempotency_key
     ),
     posting as (
       insert into posting (entry_id, ledger_account, account_id, amount_cents)
       select entry.id, ledger_account, account_id, amount_cents
       from unnest($8::text[], $9::text[], $10::bigint[], $11::bigint[]) with ordinality
         as asked (idempotency_key, ledger_account, account_id, amount_cents, position)
       join entry using (idempotency_key)
       order by position
     )
     select id, idempotency_key from entry`,
    [
      now,
      requests.map(({ entry }) => entry.kind),
      requests.map(({ entry }) => entry.effectiveOn),
      requests.map(({ entry }) => entry.memo),
      requests.map((request) => request.idempotencyKey),
      requests.map((request) => request.inputHash),
      requests.map(({ entry }) => entry.reversesId ?? null),
      postings.map((posting) => posting.idempotencyKey),
      postings.map((posting) => posting.ledgerAccount),
      postings.map((posting) => posting.accountId ?? null),
      postings.map((posting) => posting.amount),
    ],
  );
}
