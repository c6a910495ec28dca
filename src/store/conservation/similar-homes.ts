import type { Cohort, ComparedHome, FixtureKind, HomeKind } from '../../domain/conservation/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

interface HomeRow {
  readonly cycle: string;
  readonly rate_class: string | null;
  readonly gallons_a_day: number;
  readonly occupants: number | null;
  readonly home: HomeKind | null;
  readonly irrigated_square_feet: number | null;
  readonly pool: boolean | null;
  readonly fixtures: FixtureKind | null;
}

const toHome = (row: HomeRow): ComparedHome => ({
  cycle: row.cycle,
  rateClass: row.rate_class ?? '',
  gallonsADay: row.gallons_a_day,
  profile: present({
    occupants: row.occupants,
    home: row.home,
    irrigatedSquareFeet: row.irrigated_square_feet,
    pool: row.pool,
    fixtures: row.fixtures,
  }),
});

/** A bill of fewer days is a move or a correction: what it says about a day is chance. */
const fewestDays = 20;

/** Accounts with what their last bill that ended in the month $1 says about a day; estimated ones say nothing. */
const billedHomes = `
  select distinct on (b.account_id) a.billing_cycle as cycle, classes.rate_class, p.*,
    (b.usage_gallons / (b.period_end - b.period_start))::float8 as gallons_a_day
  from bill b
  join account a on a.id = b.account_id
  left join lateral (
    select string_agg(distinct rate_class, '+' order by rate_class) as rate_class
    from service_point where premise_id = a.premise_id
  ) classes on true
  left join lateral (
    select occupants, home, irrigated_square_feet, pool, fixtures from household_profile
    where account_id = a.id order by id desc limit 1
  ) p on true
  where b.state = 'posted' and not b.estimated and b.usage_gallons >= 0 and b.period_end - b.period_start >= ${fewestDays}
    and b.period_end >= $1::date and b.period_end < $1::date + interval '1 month'`;

/** Every home of a month: one pass over the bills, once a month. */
export async function homesOfMonth(db: Database, month: Temporal.PlainDate): Promise<readonly ComparedHome[]> {
  const rows = await db.query<HomeRow>(`${billedHomes} order by b.account_id, b.period_end desc`, [month]);
  return rows.map(toHome);
}

/** One account's home in a month, with what is said about it now; undefined without such a bill. */
export async function homeOfMonth(
  db: Database,
  accountId: number,
  month: Temporal.PlainDate,
): Promise<ComparedHome | undefined> {
  const [row] = await db.query<HomeRow>(
    `${billedHomes} and b.account_id = $2 order by b.account_id, b.period_end desc`,
    [month, accountId],
  );
  return row && toHome(row);
}

/** The newest month whose cohorts are known. */
export async function lastMonthOfHomes(db: Database): Promise<Temporal.PlainDate | undefined> {
  const [row] = await db.query<{ month: Temporal.PlainDate | null }>(
    'select max(month) as month from similar_homes_month',
  );
  return row?.month ?? undefined;
}

export async function cohortsOfMonth(
  db: Database,
  month: Temporal.PlainDate,
  names: readonly string[],
): Promise<readonly Cohort[]> {
  const rows = await db.query<{ name: string; homes: number; efficient_gallons: number; typical_gallons: number }>(
    `select name, homes, efficient_gallons, typical_gallons from similar_homes
     where month = $1 and name = any($2::text[])`,
    [month, names],
  );
  return rows.map((row) => ({
    name: row.name,
    homes: row.homes,
    efficientGallons: row.efficient_gallons,
    typicalGallons: row.typical_gallons,
  }));
}

/** Claims a month before it is calculated; false if it was calculated already, or is by another process. */
export async function claimMonthOfHomes(
  tx: Database,
  { month, homes, now }: { readonly month: Temporal.PlainDate; readonly homes: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into similar_homes_month (month, homes, reckoned_at) values ($1, $2, $3)
     on conflict do nothing returning month`,
    [month, homes, now],
  );
  return rows.length > 0;
}

export async function insertCohorts(
  tx: Database,
  month: Temporal.PlainDate,
  cohorts: readonly Cohort[],
): Promise<void> {
  await tx.query(
    `insert into similar_homes (month, name, homes, efficient_gallons, typical_gallons)
     select $1, * from unnest($2::text[], $3::int[], $4::int[], $5::int[])`,
    [
      month,
      cohorts.map(({ name }) => name),
      cohorts.map(({ homes }) => homes),
      cohorts.map(({ efficientGallons }) => efficientGallons),
      cohorts.map(({ typicalGallons }) => typicalGallons),
    ],
  );
}

export const isMonthCalculated = async (db: Database, month: Temporal.PlainDate): Promise<boolean> =>
  (await db.query('select from similar_homes_month where month = $1', [month])).length > 0;
