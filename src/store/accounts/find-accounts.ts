import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type Marks, marksFrom } from '../marks.ts';
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
export const searchedAddress = `plain_text(p.line1 || ' ' || coalesce(p.line2, '') || ' ' || p.city)`;

/** More words than this narrow nothing down. */
const maxWords = 6;

/** So many are found by a name, and as many by an address: of a surname that a tenth of the town has, the rest is not looked at. */
export const maxFoundByWords = 200;

/** Each word on its own, since `like all (…)` does not go by a trigram index. */
const everyWord = (text: string, words: readonly string[]): string =>
  words.map((word) => `${text} like plain_text(${word})`).join(' and ');

/** As `like` with `%` behind, which goes by an index only where the beginning is known when the statement is planned. */
export const beginsWith = (text: string, beginning: string): string =>
  `${text} ~>=~ plain_text(${beginning}) and ${text} ~<~ (plain_text(${beginning}) || U&'\\+10FFFF')`;

const byCustomer = 'from account a join customer c on c.id = a.customer_id where';
const byPremise = 'from account a join premise p on p.id = a.premise_id where';
const byMeter = `from meter m
  join meter_installation i on i.meter_id = m.id and i.removed_on is null
  join service_point s on s.id = i.service_point_id
  join account a on a.premise_id = s.premise_id and a.closed_on is null where`;

/** A branch for each way in which a term can be an account's, and none for a term that is not there. */
function hitsOf(terms: SearchTerms, { mark }: Marks): string {
  const hits: string[] = [];
  if (terms.account !== undefined) {
    hits.push(`select a.id, 'number', true, 1 from account a where a.number = ${mark(terms.account)}`);
  }
  if (terms.number !== undefined) {
    const number = `${mark(terms.number)}::text`;
    const isBare = (column: string) => `ltrim(bare_number(${column}), '0') = ltrim(bare_number(${number}), '0')`;
    hits.push(
      `select found.id, 'number', true, 1 from ${accountsNumbered(number)} found`,
      `select a.id, 'number', true, 1 ${byCustomer} ${isBare('c.number')}`,
      `select a.id, 'number', true, 1 ${byPremise} ${isBare('p.number')}`,
      `select a.id, 'meter', true, 2 ${byMeter} m.number = any(array[${number}, upper(${number})])`,
    );
  }
  if (terms.phone !== undefined) {
    hits.push(`select a.id, 'phone', true, 2 ${byCustomer} digits_of(c.phone) = ${mark(terms.phone)}`);
  }
  if (terms.phoneEnd !== undefined) {
    hits.push(`select a.id, 'phone', true, 2 ${byCustomer} right(digits_of(c.phone), 7) = ${mark(terms.phoneEnd)}
      and c.phone is not null`);
  }
  if (terms.email !== undefined) {
    const email = `${mark(terms.email)}::text`;
    hits.push(
      `select a.id, 'email', plain_text(c.email) = plain_text(${email}), 2
       ${byCustomer} ${beginsWith('plain_text(c.email)', email)}`,
      `select r.account_id, 'email', plain_text(r.email) = plain_text(${email}), 2
       from roster_entry r where ${beginsWith('plain_text(r.email)', email)}`,
      `select x.account_id, 'email', true, 2
       from login l join account_access x on x.login_id = l.id and x.ended_at is null where l.email = ${email}`,
    );
  }
  if (terms.serial !== undefined) {
    const serial = `${mark(terms.serial)}::text`;
    hits.push(`select a.id, 'meter', plain_text(m.serial) = plain_text(${serial}), 2
      ${byMeter} ${beginsWith('plain_text(m.serial)', serial)}`);
  }
  const words = terms.words.slice(0, maxWords).map((word) => mark(`%${escaped(word)}%`));
  if (words.length > 0) {
    hits.push(
      `(select a.id, 'name', false, 3 ${byCustomer} ${everyWord('plain_text(c.name)', words)} limit ${maxFoundByWords})`,
      `(select a.id, 'address', false, 4 ${byPremise} ${everyWord(searchedAddress, words)} limit ${maxFoundByWords})`,
    );
  }
  return hits.join(' union all ');
}

/**
 * Accounts found by any of the terms: exact keys first, then names, then addresses, open accounts before closed ones.
 * Every branch goes by an index of 0009_search, also where it is planned before the terms are known. `isCut` where words are more people's than are found.
 */
export async function findAccounts(
  db: Database,
  terms: SearchTerms,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly found: readonly FoundAccount[]; readonly isCut: boolean }> {
  const marks = marksFrom([page.limit, page.offset]);
  const hits = hitsOf(terms, marks);
  if (hits === '') return { found: [], isCut: false };
  const rows = await db.query<FoundRow & { readonly is_cut: boolean }>(
    `with hit (account_id, found_by, exact, rank) as (${hits}), best as (
       select distinct on (account_id) account_id, found_by, exact, rank from hit order by account_id, rank, exact desc
     )
     ${foundColumns(`exists (select from hit where found_by in ('name', 'address')
       group by found_by having count(*) = ${maxFoundByWords})`)}
     order by best.exact desc, a.closed_on is not null, best.rank, c.name, a.id
     limit $1 offset $2`,
    marks.values,
  );
  return { found: rows.map(foundAccount), isCut: rows[0]?.is_cut ?? false };
}

/** Names and addresses that look alike (trigram similarity), for a misspelt one; the most alike first. */
export async function findSimilar(db: Database, typed: string, limit: number): Promise<readonly FoundAccount[]> {
  const rows = await db.query<FoundRow>(
    `with hit as (
       select a.id as account_id, 'similar-name' as found_by, similarity(plain_text(c.name), plain_text($1)) as alike
       from customer c join account a on a.customer_id = c.id
       where plain_text(c.name) % plain_text($1)
       union all
       select a.id, 'similar-address', word_similarity(plain_text($1), ${searchedAddress})
       from premise p join account a on a.premise_id = p.id
       where plain_text($1) <% ${searchedAddress}
     ), best as (
       select distinct on (account_id) account_id, found_by, false as exact, alike from hit
       order by account_id, alike desc
     )
     ${foundColumns()}
     order by best.alike desc, c.name, a.id
     limit $2`,
    [typed, limit],
  );
  return rows.map(foundAccount);
}

const foundColumns = (isCut = 'false') => `select ${isCut} as is_cut, a.number as account, c.name,
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
