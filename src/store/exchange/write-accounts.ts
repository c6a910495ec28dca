import type { Occupancy, Sharing } from '../../domain/exchange/index.ts';
import { isAfter, present } from '../../domain/kernel/index.ts';
import type { Transaction } from '../database.ts';
import { keySeparator } from './stage.ts';
import type { Differences, Writing } from './write-master.ts';

/** The account that a number is now; the same number may have been somebody else's before. */
const newestOf = `(
  select distinct on (number) id, number, customer_id, premise_id, opened_on, closed_on, exchange_run_id, status,
    balance_of_id, billing_cycle
  from account order by number, opened_on desc
)`;

/** What the package says about accounts that we know, beside what we know; a column that it has not says what we know. */
const known = ({ columns }: Writing): string => {
  const has = columns.get('accounts.csv') ?? [];
  const said = (column: string, from: string, ours: string) => (has.includes(from) ? column : ours);
  return `(
    select a.id, a.number, a.customer_id, a.premise_id, a.opened_on, a.closed_on, a.exchange_run_id, a.status, a.balance_of_id,
      ${said('c.id', 'customer_number', 'a.customer_id')} as said_customer,
      ${said('s.closed_on', 'closed_on', 'a.closed_on')} as said_closed,
      ${said('s.status', 'status', 'a.status')} as said_status,
      ${said('b.id', 'balance_of', 'a.balance_of_id')} as said_balance_of
    from stage_accounts s join ${newestOf} a on a.number = s.account_number
    left join customer c on c.number = s.customer_number
    left join customer b on b.number = s.balance_of
    where a.exchange_run_id is null or a.exchange_run_id <> all($1::bigint[])
  )`;
};

const otherwise = `(k.closed_on, k.status, k.balance_of_id) is distinct from (k.said_closed, k.said_status, k.said_balance_of)`;

export async function accountDifferences(tx: Transaction, writing: Writing): Promise<Differences> {
  const [row] = await tx.query<{ fresh: number; changed: number }>(
    `select (
       select count(*) from stage_accounts s where not exists (select from account a where a.number = s.account_number)
     ) as fresh, (
       select count(*) from ${known(writing)} k where ${otherwise} or k.customer_id is distinct from k.said_customer
     ) as changed`,
    [writing.newer],
  );
  return row ?? { fresh: 0, changed: 0 };
}

/**
 * Changes the accounts that we know. Where a number is another customer's now, the account of before ends on the files' day,
 * and with it every login's access to it; the new customer's begins then.
 */
export async function changeAccounts(tx: Transaction, writing: Writing): Promise<void> {
  const parameters = [writing.newer, writing.runId, writing.asOf, writing.now];
  await tx.query(
    `with ended as (
       update account a set closed_on = greatest($3::date, a.opened_on + 1), exchange_run_id = $2
       from ${known(writing)} k
       where k.id = a.id and k.said_customer <> k.customer_id
         and (a.closed_on is null or a.closed_on > greatest($3::date, a.opened_on + 1))
       returning a.id
     )
     select count(*), $4::timestamptz from ended`,
    parameters,
  );
  await tx.query(
    `update account a
     set closed_on = k.said_closed, status = k.said_status, balance_of_id = k.said_balance_of, exchange_run_id = $2
     from ${known(writing)} k, (select $3::date, $4::timestamptz) given
     where k.id = a.id and k.said_customer = k.customer_id and ${otherwise}
       and (k.said_closed is null or k.said_closed > k.opened_on)`,
    parameters,
  );
}

export interface NewAccount extends Sharing {
  readonly premise: string;
  readonly line: number;
}

/** Accounts that are to be made: new numbers, and numbers that have a new customer. */
export async function accountsToMake(tx: Transaction, { asOf }: Writing): Promise<readonly NewAccount[]> {
  const rows = await tx.query<{
    line: number;
    account: string;
    premise: string;
    from: Temporal.PlainDate;
    to: Temporal.PlainDate | null;
    service_point: string | null;
  }>(
    `select s.line, s.account_number as account, s.premise_number as premise,
       case when a.id is null then s.opened_on else greatest(s.opened_on, a.closed_on, $1::date) end as "from",
       s.closed_on as "to", g.service_point
     from stage_accounts s
     join customer c on c.number = s.customer_number
     left join ${newestOf} a on a.number = s.account_number
     left join (
       select account_number, min(service_point) as service_point from (
         select account_number, service_point from stage_agreements
         union all
         select o.number, sp.number from agreement g join account o on o.id = g.account_id
         join service_point sp on sp.id = g.service_point_id
       ) said group by account_number
     ) g on g.account_number = s.account_number
     where (a.id is null or a.customer_id <> c.id and a.closed_on is not null) and s.premise_number is not null
     order by s.opened_on, s.account_number`,
    [asOf],
  );
  return rows
    .filter(({ from, to }) => to === null || isAfter(to, from))
    .map(({ to, service_point: servicePoint, ...row }) => ({ ...row, ...present({ to, servicePoint }) }));
}

/** Who is at the premises that new accounts come to, or at parts of them, by the whole premise's number and then by the part's. */
export async function occupanciesOf(
  tx: Transaction,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly Occupancy[]>>> {
  const rows = await tx.query<{
    whole: string;
    part: string;
    from: Temporal.PlainDate;
    to: Temporal.PlainDate | null;
  }>(
    `select coalesce(w.number, p.number) as whole, p.number as part, a.opened_on as "from", a.closed_on as "to"
     from account a join premise p on p.id = a.premise_id left join premise w on w.id = p.whole_id
     where coalesce(w.number, p.number) in (select premise_number from stage_accounts)`,
  );
  const byWhole = Map.groupBy(rows, ({ whole }) => whole);
  return new Map(
    [...byWhole].map(([whole, there]) => {
      const byPart = Map.groupBy(there, ({ part }) => part);
      return [
        whole,
        new Map(
          [...byPart].map(([part, spells]) => [part, spells.map(({ from, to }) => ({ from, ...present({ to }) }))]),
        ),
      ];
    }),
  );
}

/** Parts of premises that are not there yet, each with the address of the whole. */
export async function makeParts(
  tx: Transaction,
  parts: readonly { readonly whole: string; readonly part: string }[],
  { runId }: Writing,
): Promise<void> {
  if (parts.length === 0) return;
  await tx.query(
    `insert into premise (number, line1, line2, city, state, zip, zone, latitude, longitude, whole_id, exchange_run_id)
     select left(n.part, 64), w.line1, w.line2, w.city, w.state, w.zip, w.zone, w.latitude, w.longitude, w.id, $3
     from unnest($1::text[], $2::text[]) n (whole, part) join premise w on w.number = n.whole
     on conflict (number) do nothing`,
    [parts.map(({ whole }) => whole), parts.map(({ part }) => part), runId],
  );
}

export interface PlacedAccount {
  readonly line: number;
  /** The number of its premise, or of its part of one. */
  readonly place: string;
  readonly from: Temporal.PlainDate;
}

/** Makes accounts, each where it was placed; its cycle is the one of its first service point. */
export async function makeAccounts(
  tx: Transaction,
  accounts: readonly PlacedAccount[],
  { runId, now }: Writing,
): Promise<void> {
  await tx.query(
    `insert into account (number, customer_id, premise_id, opened_on, closed_on, billing_cycle, created_at, status,
       balance_of_id, exchange_run_id)
     select s.account_number, c.id, p.id, n.from_day, s.closed_on, coalesce(own.cycle, cycles.cycle, ''), $4, s.status, b.id, $5
     from unnest($1::int[], $2::text[], $3::date[]) with ordinality n (line, place, from_day, position)
     join stage_accounts s on s.line = n.line
     join customer c on c.number = s.customer_number
     join premise p on p.number = left(n.place, 64)
     left join customer b on b.number = s.balance_of
     left join (
       select g.account_number, min(sp.cycle) as cycle from stage_agreements g
       join service_point sp on sp.number = g.service_point group by g.account_number
     ) own on own.account_number = s.account_number
     left join (select premise_id, min(cycle) as cycle from service_point group by premise_id) cycles
       on cycles.premise_id = p.id
     order by n.position`,
    [
      accounts.map(({ line }) => line),
      accounts.map(({ place }) => place),
      accounts.map(({ from }) => from),
      now,
      runId,
    ],
  );
}

/** What was agreed for a number goes on for whose account it is now. */
export async function handOnAgreements(tx: Transaction): Promise<void> {
  await tx.query(
    `update agreement g set account_id = a.id
     from account before join ${newestOf} a on a.number = before.number
     where g.account_id = before.id and before.id <> a.id and g.to_day is null`,
  );
}

/** Service points of a part of a premise go with it, by the agreements of the accounts that have the part. */
export async function moveServicePointsToParts(tx: Transaction): Promise<void> {
  await tx.query(
    `update service_point sp set premise_id = part.id
     from stage_agreements g
     join ${newestOf} a on a.number = g.account_number
     join premise part on part.id = a.premise_id
     where sp.number = g.service_point and sp.premise_id = part.whole_id`,
  );
}

/** Other numbers that accounts were called by, and are found by still. */
export async function keepOldNumbers(tx: Transaction): Promise<void> {
  await tx.query(
    `insert into account_earlier_number (account_id, number)
     select a.id, s.old_number from stage_accounts s join ${newestOf} a on a.number = s.account_number
     where s.old_number is not null and s.old_number <> a.number
     on conflict do nothing`,
  );
}

/** Open accounts of the billing system, and those of them that a full package no longer names. */
export async function accountsToClose(
  tx: Transaction,
): Promise<{ readonly open: number; readonly closing: readonly { readonly id: number; readonly number: string }[] }> {
  const [count] = await tx.query<{ open: number }>(
    'select count(*) as open from account where exchange_run_id is not null and closed_on is null',
  );
  const closing = await tx.query<{ id: number; number: string }>(
    `select a.id, a.number from account a
     where a.exchange_run_id is not null and a.closed_on is null
       and not exists (select from stage_named s where s.file = 'accounts.csv' and s.key = a.number)
     order by a.number`,
  );
  return { open: count?.open ?? 0, closing };
}

/** Accounts that the package would close: those that it no longer names, and those that it says are closed. */
export async function accountsSaidClosed(tx: Transaction, writing: Writing): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) from ${known(writing)} k where k.closed_on is null and k.said_closed is not null`,
    [writing.newer],
  );
  return row?.count ?? 0;
}

export async function closeAccounts(tx: Transaction, ids: readonly number[], { runId, asOf }: Writing): Promise<void> {
  await tx.query(
    `update account set closed_on = greatest($2::date, opened_on + 1), exchange_run_id = $3 where id = any($1::bigint[])`,
    [ids, asOf, runId],
  );
}

/** Agreements and people; of a full package those that it no longer names end. */
export async function writeAgreements(
  tx: Transaction,
  { runId, newer, asOf, columns }: Writing,
  endsOthers: boolean,
): Promise<void> {
  const has = columns.get('agreements.csv');
  if (has === undefined) return;
  const stays = (ours: string, from: string) => (has.includes(from) ? `excluded.${ours}` : `t.${ours}`);
  const optional = [
    stays('rate_code', 'rate_code'),
    stays('to_day', 'to'),
    stays('share', 'share'),
    stays('sign', 'sign'),
  ];
  await tx.query(
    `insert into agreement as t (number, account_id, service_point_id, rate_code, from_day, to_day, share, sign, exchange_run_id)
     select s.agreement, a.id, sp.id, s.rate_code, s."from", s."to", nullif(s.share, 0),
       case when s.sign = '-' then -1 else 1 end, $1
     from stage_agreements s
     join ${newestOf} a on a.number = s.account_number
     join service_point sp on sp.number = s.service_point
     where s."to" is null or s."to" >= s."from"
     on conflict (number) do update set (account_id, service_point_id, from_day, rate_code, to_day, share, sign,
       exchange_run_id) = (excluded.account_id, excluded.service_point_id, excluded.from_day, ${optional.join(', ')},
       excluded.exchange_run_id)
     where (t.exchange_run_id is null or t.exchange_run_id <> all($2::bigint[]))
       and (t.account_id, t.service_point_id, t.from_day, t.rate_code, t.to_day, t.share, t.sign)
         is distinct from (excluded.account_id, excluded.service_point_id, excluded.from_day, ${optional.join(', ')})`,
    [runId, newer],
  );
  if (!endsOthers) return;
  await tx.query(
    `update agreement t set to_day = greatest(from_day, $2::date), exchange_run_id = $1
     where to_day is null and not exists (
       select from stage_named s where s.file = 'agreements.csv' and s.key = t.number)`,
    [runId, asOf],
  );
}

export async function writePeople(tx: Transaction, { runId, columns }: Writing, endsOthers: boolean): Promise<void> {
  if (!columns.has('account-people.csv')) return;
  await tx.query(
    `insert into account_person (account_id, customer_id, role, exchange_run_id)
     select a.id, c.id, s.role, $1 from stage_account_people s
     join ${newestOf} a on a.number = s.account_number join customer c on c.number = s.customer_number
     on conflict do nothing`,
    [runId],
  );
  if (!endsOthers) return;
  await tx.query(
    `delete from account_person t using account a, customer c
     where a.id = t.account_id and c.id = t.customer_id and t.exchange_run_id is not null and not exists (
       select from stage_named s
       where s.file = 'account-people.csv' and s.key = concat(a.number, '${keySeparator}', c.number, '${keySeparator}', t.role))`,
  );
}
