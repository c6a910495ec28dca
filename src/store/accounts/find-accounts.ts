import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { accountsNumbered } from '../numbered.sql.ts';
import { balanceOf } from '../receivables/index.ts';

/** What to look for; each part that is there is looked for, and hits of all parts come together. */
export interface SearchTerms {
  /** An account's number as the utility writes it. */
  readonly account?: string;
  /** A number as it was typed: an account's, a customer's or a premise's. */
  readonly number?: string;
  readonly phone?: string;
  readonly phoneEnd?: string;
  readonly email?: string;
  readonly serial?: string;
  readonly words: readonly string[];
}

type FoundBy = 'number' | 'meter' | 'phone' | 'email' | 'name' | 'address' | 'similar-name' | 'similar-address';

export interface FoundAccount {
  readonly account: string;
  readonly name: string;
  readonly servedAt: string;
  readonly phone?: string;
  readonly closedOn?: Temporal.PlainDate;
  readonly balance: Cents;
  readonly foundBy: FoundBy;
  /** The whole of what was typed is this account's: the only such hit is opened at once. */
  readonly exact: boolean;
}

/** `%` and `_` are what people type, not patterns. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** As premise_address_search has it. */
const address = `plain_text(p.line1 || ' ' || coalesce(p.line2, '') || ' ' || p.city)`;

/** More words than this narrow nothing down. */
const maxWords = 6;

/** Each word on its own, since `like all (…)` does not go by a trigram index; the words are parameters from $11 on. */
const everyWord = (text: string, words: number): string =>
  words === 0
    ? 'false'
    : Array.from({ length: words }, (_, word) => `${text} like plain_text($${11 + word})`).join(' and ');

/**
 * Accounts found by any of the terms: exact keys first, then names, then addresses, open accounts before closed ones.
 * Every branch goes by an index of 0009_search and one without its term costs nothing. Among 30,000 accounts: 4 ms by a number,
 * 20–150 ms by words, the more of them are found.
 */
export async function findAccounts(
  db: Database,
  terms: SearchTerms,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly FoundAccount[]> {
  const patterns = terms.words.slice(0, maxWords).map((word) => `%${escaped(word)}%`);
  const rows = await db.query<FoundRow>(
    `with hit as (
       select a.id as account_id, 'number' as found_by, true as exact, 1 as rank from account a where a.number = $1
       union all
       select found.id, 'number', true, 1 from ${accountsNumbered('$2')} found
       union all
       select a.id, 'number', true, 1 from account a join customer c on c.id = a.customer_id
       where ltrim(bare_number(c.number), '0') = ltrim(bare_number($2), '0')
       union all
       select a.id, 'number', true, 1 from account a join premise p on p.id = a.premise_id
       where ltrim(bare_number(p.number), '0') = ltrim(bare_number($2), '0')
       union all
       select a.id, 'phone', true, 2 from account a join customer c on c.id = a.customer_id where digits_of(c.phone) = $3
       union all
       select a.id, 'phone', true, 2 from account a join customer c on c.id = a.customer_id
       where right(digits_of(c.phone), 7) = $10 and c.phone is not null
       union all
       select a.id, 'email', plain_text(c.email) = plain_text($4), 2
       from account a join customer c on c.id = a.customer_id where plain_text(c.email) like plain_text($5)
       union all
       select r.account_id, 'email', plain_text(r.email) = plain_text($4), 2
       from roster_entry r where plain_text(r.email) like plain_text($5)
       union all
       select x.account_id, 'email', true, 2
       from login l join account_access x on x.login_id = l.id and x.ended_at is null where l.email = $4
       union all
       select a.id, 'meter', plain_text(m.serial) = plain_text($6), 2
       from meter m
       join meter_installation i on i.meter_id = m.id and i.removed_on is null
       join service_point s on s.id = i.service_point_id
       join account a on a.premise_id = s.premise_id and a.closed_on is null
       where plain_text(m.serial) like plain_text($7)
       union all
       select a.id, 'meter', true, 2
       from meter m
       join meter_installation i on i.meter_id = m.id and i.removed_on is null
       join service_point s on s.id = i.service_point_id
       join account a on a.premise_id = s.premise_id and a.closed_on is null
       where m.number = any(array[$2, upper($2)])
       union all
       select a.id, 'name', false, 3 from account a join customer c on c.id = a.customer_id
       where ${everyWord('plain_text(c.name)', patterns.length)}
       union all
       select a.id, 'address', false, 4 from account a join premise p on p.id = a.premise_id
       where ${everyWord(address, patterns.length)}
     ), best as (
       select distinct on (account_id) account_id, found_by, exact, rank from hit order by account_id, rank, exact desc
     )
     ${foundColumns}
     order by best.exact desc, a.closed_on is not null, best.rank, c.name, a.id
     limit $8 offset $9`,
    [
      terms.account ?? null,
      terms.number ?? null,
      terms.phone ?? null,
      terms.email ?? null,
      terms.email === undefined ? null : `${escaped(terms.email)}%`,
      terms.serial ?? null,
      terms.serial === undefined ? null : `${escaped(terms.serial)}%`,
      page.limit,
      page.offset,
      terms.phoneEnd ?? null,
      ...patterns,
    ],
  );
  return rows.map(foundAccount);
}

/** Names and addresses that look alike (trigram similarity), for a misspelt one; the most alike first. */
export async function findSimilar(db: Database, typed: string, limit: number): Promise<readonly FoundAccount[]> {
  const rows = await db.query<FoundRow>(
    `with hit as (
       select a.id as account_id, 'similar-name' as found_by, similarity(plain_text(c.name), plain_text($1)) as alike
       from customer c join account a on a.customer_id = c.id
       where plain_text(c.name) % plain_text($1)
       union all
       select a.id, 'similar-address', word_similarity(plain_text($1), ${address})
       from premise p join account a on a.premise_id = p.id
       where plain_text($1) <% ${address}
     ), best as (
       select distinct on (account_id) account_id, found_by, false as exact, alike from hit
       order by account_id, alike desc
     )
     ${foundColumns}
     order by best.alike desc, c.name, a.id
     limit $2`,
    [typed, limit],
  );
  return rows.map(foundAccount);
}

const foundColumns = `select a.number as account, c.name,
       concat_ws(', ', p.line1, p.line2, p.city) as served_at, c.phone, a.closed_on, best.found_by, best.exact,
       ${balanceOf('a.id')} as balance
     from best
     join account a on a.id = best.account_id
     join customer c on c.id = a.customer_id
     join premise p on p.id = a.premise_id`;

interface FoundRow {
  readonly account: string;
  readonly name: string;
  readonly served_at: string;
  readonly phone: string | null;
  readonly closed_on: Temporal.PlainDate | null;
  readonly balance: number;
  readonly found_by: FoundBy;
  readonly exact: boolean;
}

const foundAccount = (row: FoundRow): FoundAccount => ({
  account: row.account,
  name: row.name,
  servedAt: row.served_at,
  ...present({ phone: row.phone, closedOn: row.closed_on }),
  balance: cents(row.balance),
  foundBy: row.found_by,
  exact: row.exact,
});

/** The id of an account by its number, or what it was called earlier; the newest where several had it. */
export async function findAccountId(db: Database, number: string): Promise<number | undefined> {
  const rows = await db.query<{ id: number }>(
    `select a.id from ${accountsNumbered('$1')} found join account a on a.id = found.id
     order by found.rank, a.opened_on desc limit 1`,
    [number],
  );
  return rows[0]?.id;
}
