import { cents, type Language, present } from '../../domain/kernel/index.ts';
import type { RosterChange, RosterFacts } from '../../domain/transition/index.ts';
import type { Database } from '../database.ts';
import { accountsNumbered } from '../numbered.sql.ts';

export interface KnownAccount {
  readonly id: number;
  readonly closedOn?: Temporal.PlainDate;
}

/** Accounts by their numbers, or by what they were called earlier; of a number that was served twice, the last time. */
export async function accountsByNumber(
  db: Database,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, KnownAccount>> {
  const rows = await db.query<{ asked: string; id: number; closed_on: Temporal.PlainDate | null }>(
    `select distinct on (asked.number) asked.number as asked, a.id, a.closed_on
     from unnest($1::text[]) as asked (number)
     cross join lateral ${accountsNumbered('asked.number')} found
     join account a on a.id = found.id
     order by asked.number, found.rank, a.opened_on desc`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.asked, { id: row.id, ...present({ closedOn: row.closed_on }) }]));
}

export interface RosterRow {
  readonly email: string | null;
  readonly language: Language | null;
  readonly had_autopay: boolean;
  readonly next_draft_on: Temporal.PlainDate | null;
  readonly next_draft_cents: number | null;
  readonly had_ebill: boolean;
  readonly last_login_on: Temporal.PlainDate | null;
}

export const rosterFacts = (row: RosterRow): RosterFacts => ({
  ...present({ email: row.email, language: row.language }),
  hadAutopay: row.had_autopay,
  ...present({ nextDraftOn: row.next_draft_on }),
  ...(row.next_draft_cents === null ? {} : { nextDraft: cents(row.next_draft_cents) }),
  hadEbill: row.had_ebill,
  ...present({ lastLoginOn: row.last_login_on }),
});

const rosterColumns = `r.email, r.language, r.had_autopay, r.next_draft_on, r.next_draft_cents, r.had_ebill, r.last_login_on`;

/** What the roster said about these accounts; one it never named is not in the map. */
export async function rosterOf(db: Database, accountIds: readonly number[]): Promise<ReadonlyMap<number, RosterFacts>> {
  const rows = await db.query<RosterRow & { account_id: number }>(
    `select r.account_id, ${rosterColumns} from roster_entry r where r.account_id = any($1)`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, rosterFacts(row)]));
}

export interface RosterEntry {
  readonly accountId: number;
  readonly line: number;
  readonly facts: RosterFacts;
}

/** Writes new entries and overwrites changed ones, in one statement: 30,000 in 0.5 s. */
export async function saveRosterEntries(
  tx: Database,
  importId: number,
  entries: readonly RosterEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `insert into roster_entry (roster_import_id, account_id, line, email, language, had_autopay, next_draft_on,
       next_draft_cents, had_ebill, last_login_on)
     select $1, * from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::bool[], $7::date[], $8::bigint[],
       $9::bool[], $10::date[])
     on conflict (account_id) do update set
       roster_import_id = excluded.roster_import_id,
       line = excluded.line,
       email = excluded.email,
       language = excluded.language,
       had_autopay = excluded.had_autopay,
       next_draft_on = excluded.next_draft_on,
       next_draft_cents = excluded.next_draft_cents,
       had_ebill = excluded.had_ebill,
       last_login_on = excluded.last_login_on`,
    [
      importId,
      entries.map((entry) => entry.accountId),
      entries.map((entry) => entry.line),
      entries.map((entry) => entry.facts.email ?? null),
      entries.map((entry) => entry.facts.language ?? null),
      entries.map((entry) => entry.facts.hadAutopay),
      entries.map((entry) => entry.facts.nextDraftOn ?? null),
      entries.map((entry) => entry.facts.nextDraft ?? null),
      entries.map((entry) => entry.facts.hadEbill),
      entries.map((entry) => entry.facts.lastLoginOn ?? null),
    ],
  );
}

/** What one file said about one account, and what that changed or could not change. */
export interface RosterStatement extends RosterEntry {
  readonly changes: readonly RosterChange[];
}

/** Keeps what a file said about each account, for good: what counts of it is in `roster_entry`. */
export async function keepRosterStatements(
  tx: Database,
  importId: number,
  statements: readonly RosterStatement[],
): Promise<void> {
  if (statements.length === 0) return;
  await tx.query(
    `insert into roster_statement (roster_import_id, account_id, line, email, language, had_autopay, next_draft_on,
       next_draft_cents, had_ebill, last_login_on, changes)
     select $1, * from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::bool[], $7::date[], $8::bigint[],
       $9::bool[], $10::date[], $11::jsonb[])`,
    [
      importId,
      statements.map((one) => one.accountId),
      statements.map((one) => one.line),
      statements.map((one) => one.facts.email ?? null),
      statements.map((one) => one.facts.language ?? null),
      statements.map((one) => one.facts.hadAutopay),
      statements.map((one) => one.facts.nextDraftOn ?? null),
      statements.map((one) => one.facts.nextDraft ?? null),
      statements.map((one) => one.facts.hadEbill),
      statements.map((one) => one.facts.lastLoginOn ?? null),
      statements.map((one) => JSON.stringify(one.changes)),
    ],
  );
}

/** A change that an import made or could not make. */
export interface StoredRosterChange extends RosterChange {
  readonly account: string;
  readonly line: number;
}

/** What an import changed or could not change, by the order of its lines. */
export async function rosterChangesOf(db: Database, importId: number, limit: number): Promise<StoredRosterChange[]> {
  return db.query<StoredRosterChange>(
    `select a.number as account, s.line, x.field, x."from", x."to", x.effect
     from roster_statement s
     join account a on a.id = s.account_id
     cross join jsonb_to_recordset(s.changes) as x (field text, "from" text, "to" text, effect text)
     where s.roster_import_id = $1 and s.changes <> '[]'
     order by s.line, x.field limit $2`,
    [importId, limit],
  );
}

/** Which file last said that the account had something, and what the others said, the latest first. */
export interface RosterSaid {
  readonly fileName: string;
  readonly importedAt: Temporal.Instant;
  readonly line: number;
  readonly facts: RosterFacts;
}

export async function rosterHistoryOf(db: Database, accountId: number): Promise<readonly RosterSaid[]> {
  const rows = await db.query<RosterRow & { file_name: string; imported_at: Temporal.Instant; line: number }>(
    `select i.file_name, i.imported_at, r.line, ${rosterColumns}
     from roster_statement r join roster_import i on i.id = r.roster_import_id
     where r.account_id = $1 order by i.imported_at desc, i.id desc`,
    [accountId],
  );
  return rows.map((row) => ({
    ...{ fileName: row.file_name, importedAt: row.imported_at, line: row.line },
    facts: rosterFacts(row),
  }));
}

/** Accounts with something in the roster that these are not: a file that names fewer leaves them as they were. */
export async function rosterAccountsBesides(db: Database, accountIds: readonly number[]): Promise<readonly string[]> {
  const rows = await db.query<{ account: string }>(
    `select a.number as account
     from roster_entry r
     join account a on a.id = r.account_id
     where not exists (select from unnest($1::bigint[]) as named (id) where named.id = r.account_id)
       and (r.had_autopay or r.had_ebill or r.next_draft_on is not null)
     order by account`,
    [accountIds],
  );
  return rows.map((row) => row.account);
}
