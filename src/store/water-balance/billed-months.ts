import type { Database, Transaction } from '../database.ts';
import { type BilledMonth, billedByMonth } from './production.ts';

/** Months by their first days. */
type Months = readonly Temporal.PlainDate[];

/** Whether all these months are kept, and nothing of any kept one has changed. */
export async function areMonthsKept(db: Database, months: Months): Promise<boolean> {
  const [row] = await db.query<{ kept: boolean }>(
    `select not exists (select from billed_days_touched)
       and not exists (
         select from unnest($1::date[]) as asked (month) where not exists (
           select from billed_month_kept k where k.month = asked.month)
       ) as kept`,
    [months],
  );
  return row?.kept === true;
}

/** One works months out at a time: until the transaction ends. */
export const holdMonths = async (tx: Transaction): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('billed-months'))`);
};

/** Lets go of the months of which something changed since, and says which. */
export async function dropChangedMonths(tx: Transaction): Promise<Months> {
  const rows = await tx.query<{ month: Temporal.PlainDate }>(
    `with noted as (delete from billed_days_touched returning from_day, until_day),
     gone as (
       delete from billed_month_kept k
       where exists (select from noted n where n.from_day < k.month + interval '1 month' and n.until_day > k.month)
       returning k.month
     ), figures as (delete from billed_month b using gone where b.month = gone.month)
     select month from gone`,
  );
  return rows.map(({ month }) => month);
}

/** Which of these months are not kept. */
export async function monthsToKeep(tx: Transaction, months: Months): Promise<Months> {
  const rows = await tx.query<{ month: Temporal.PlainDate }>(
    `select distinct month from unnest($1::date[]) as asked (month)
     where not exists (select from billed_month_kept k where k.month = asked.month) order by month`,
    [months],
  );
  return rows.map(({ month }) => month);
}

/** Works out the months from one up to another, and keeps them. */
export async function keepMonths(
  tx: Transaction,
  span: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<void> {
  const billed = await billedByMonth(tx, span);
  await tx.query(
    `insert into billed_month (month, zone, gallons, billed_days, served_days)
     select * from unnest($1::date[], $2::text[], $3::double precision[], $4::bigint[], $5::bigint[])`,
    (['month', 'zone', 'gallons', 'billedDays', 'servedDays'] as const).map((key) => billed.map((one) => one[key])),
  );
  await tx.query(
    `insert into billed_month_kept (month)
     select m::date from generate_series($1::date::timestamp, $2::date::timestamp - interval '1 day', interval '1 month') as m`,
    [span.from, span.until],
  );
}

/** What was billed in the months from one up to another, of those that are kept. */
export const keptMonths = (
  db: Database,
  { from, until }: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<readonly BilledMonth[]> =>
  db.query(
    `select zone, month, gallons, billed_days as "billedDays", served_days as "servedDays"
     from billed_month where month >= $1 and month < $2 order by month, zone`,
    [from, until],
  );
