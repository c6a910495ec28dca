import type { CustomerDetails, MovedIn } from '../../domain/accounts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import type { Books } from '../receivables/index.ts';

export interface NumberedCustomer {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  /** The very number was typed, of theirs or of an account of theirs; else it is one like it. */
  readonly isExact: boolean;
}

/** Customers by their own number, or by that of an account of theirs: with or without its signs and its leading zeros. */
export const customersNumbered = (db: Database, typed: string, limit: number): Promise<readonly NumberedCustomer[]> =>
  db.query<NumberedCustomer>(
    `select c.id, c.number, c.name,
       c.number = $1 or exists (select from account a where a.customer_id = c.id and a.number = $1) as "isExact"
     from customer c where c.number = $1
       or ltrim(bare_number(c.number), '0') = ltrim(bare_number($1), '0')
       or exists (select from account a where a.customer_id = c.id and a.number = $1)
     order by "isExact" desc, c.number limit $2`,
    [typed, limit],
  );

/** Makes a customer; undefined where another has their number. */
export async function insertCustomer(
  tx: Database,
  { number, details, now }: { number: string; details: CustomerDetails; now: Temporal.Instant },
): Promise<number | undefined> {
  const { name, language, phone, line1, line2, line3, line4, city, state, zip, country } = details;
  const [row] = await tx.query<{ id: number }>(
    `insert into customer (number, name, language, phone, mailing_line1, mailing_line2, mailing_line3, mailing_line4,
       mailing_city, mailing_state, mailing_zip, mailing_country, created_at)
     values ($1, $2, $3, nullif($4, ''), $5, nullif($6, ''), nullif($7, ''), nullif($8, ''), $9, nullif($10, ''),
       nullif($11, ''), nullif($12, ''), $13)
     on conflict (number) do nothing returning id`,
    [number, name, language, phone, line1, line2, line3, line4, city, state, zip, country, now],
  );
  return row?.id;
}

export interface AccountToOpen {
  readonly customerId: number;
  readonly premiseId: number;
  readonly number: string;
  /** Somebody typed the number, and means it. */
  readonly isTyped: boolean;
  readonly on: Temporal.PlainDate;
  readonly cycle: string;
  readonly now: Temporal.Instant;
}

/**
 * Opens an account from a day. Where the same move-in was taken back, that account is served after all: under the number that
 * is typed, for that may be what was wrong, and else under the one it had. Undefined where somebody else has the number then.
 */
export async function openAccount(
  tx: Database,
  { customerId, premiseId, number, isTyped, on, cycle, now }: AccountToOpen,
): Promise<{ readonly id: number; readonly number: string } | undefined> {
  const [before] = await tx.query<{ id: number; number: string }>(
    'select id, number from account where customer_id = $1 and premise_id = $2 and opened_on = $3 and closed_on = opened_on',
    [customerId, premiseId, on],
  );
  if (before === undefined) {
    if (await isNumberTaken(tx, number, on)) return undefined;
    const [row] = await tx.query<{ id: number }>(
      `insert into account (customer_id, premise_id, opened_on, billing_cycle, created_at, number)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [customerId, premiseId, on, cycle, now, number],
    );
    return row && { id: row.id, number };
  }
  for (const own of isTyped ? [number] : [before.number, number]) {
    if (await isNumberTaken(tx, own, on)) continue;
    await tx.query('update account set closed_on = null, billing_cycle = $2, number = $3 where id = $1', [
      ...[before.id, cycle, own],
    ]);
    return { id: before.id, number: own };
  }
  return undefined;
}

async function isNumberTaken(tx: Database, number: string, from: Temporal.PlainDate): Promise<boolean> {
  const taken = await tx.query(
    'select from account where number = $1 and daterange(opened_on, closed_on) && daterange($2, null) limit 1',
    [number, from],
  );
  return taken.length > 0;
}

/**
 * The numbers that a new account's is counted on from: of all accounts, or of those of a premise or a customer. Locked until the
 * transaction ends.
 */
export async function numbersOfAccounts(
  tx: Database,
  { premiseId, customerId }: { readonly premiseId?: number; readonly customerId?: number } = {},
): Promise<readonly string[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('numbers of account'))`);
  const rows = await tx.query<{ number: string }>(
    `select number from account where ($1::bigint is null or premise_id = $1) and ($2::bigint is null or customer_id = $2)`,
    [premiseId ?? null, customerId ?? null],
  );
  return rows.map(({ number }) => number);
}

export interface MoveInSaid {
  readonly accountId: number;
  /** Undefined takes it back. */
  readonly beginsOn?: Temporal.PlainDate;
  readonly leftAccountId?: number;
  readonly endedWithIt?: boolean;
  readonly reason: string;
  readonly staffId: string;
  readonly now: Temporal.Instant;
}

/** Keeps who said that somebody moved in, or that they did not after all. */
export const keepMoveIn = (tx: Database, said: MoveInSaid) =>
  tx.query(
    `insert into move_in (account_id, begins_on, left_account_id, ended_with_it, reason, staff_id, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      said.accountId,
      said.beginsOn ?? null,
      said.leftAccountId ?? null,
      said.endedWithIt === true,
      ...[said.reason, said.staffId, said.now],
    ],
  );

/** The move-in of an account that is held, as it stands; and the account that was left for it. */
export async function moveInOf(
  books: Books,
  accountId: number,
): Promise<MovedIn & { readonly leftAccountId?: number; readonly endedWithIt: boolean }> {
  books.account(accountId);
  return readMoveIn(books, accountId);
}

/** The same to be looked at, and not to be decided on. */
export async function readMoveIn(
  db: Database,
  accountId: number,
): Promise<MovedIn & { readonly leftAccountId?: number; readonly endedWithIt: boolean }> {
  const [row] = await db.query<{
    at: Temporal.Instant | null;
    left_account_id: number | null;
    ended_with_it: boolean | null;
    closed_on: Temporal.PlainDate | null;
    bill: string | null;
    is_in_books: boolean;
  }>(
    `select case when said.begins_on is not null then said.at end as at, said.left_account_id, said.ended_with_it, a.closed_on,
       (select number from bill where account_id = a.id and state <> 'cancelled' limit 1) as bill,
       exists (
         select from posting p join ledger_entry e on e.id = p.entry_id
         where p.ledger_account = 'receivable' and p.account_id = a.id
         group by coalesce(e.reverses_id, e.id) having sum(p.amount_cents) <> 0
           and max(e.kind) not in ('balance-transfer', 'transferred-charge')
       ) or exists (select from payment where account_id = a.id and state = 'started') as is_in_books
     from account a
     left join lateral (
       select begins_on, left_account_id, ended_with_it, at from move_in where account_id = a.id order by id desc limit 1
     ) said on true
     where a.id = $1`,
    [accountId],
  );
  return {
    isInBooks: row?.is_in_books === true,
    endedWithIt: row?.ended_with_it === true,
    ...present({
      at: row?.at,
      bill: row?.bill,
      closedOn: row?.closed_on,
      leftAccountId: row?.left_account_id,
    }),
  };
}

/** The account was never served after all: it ends on the day it began. It is held. */
export async function closeUnserved(books: Books, accountId: number): Promise<void> {
  books.account(accountId);
  await books.query('update account set closed_on = opened_on where id = $1', [accountId]);
}

/** What the final bill of who was served until a day ended with, by the serial of the meter. */
export async function finalCountsOn(
  tx: Database,
  premiseId: number,
  on: Temporal.PlainDate,
): Promise<readonly { readonly serial: string; readonly count: number; readonly bill: string }[]> {
  return tx.query(
    `select r.meter_serial as serial, r.to_count as count, b.number as bill
     from account o
     join bill b on b.account_id = o.id and b.kind = 'final' and b.state <> 'cancelled'
     join bill_read r on r.bill_id = b.id
     where o.premise_id = $1 and o.closed_on = $2`,
    [premiseId, on],
  );
}
