import { present } from '../../domain/kernel/index.ts';
import type { RegisterRead } from '../../domain/metering/index.ts';
import { type KeptRead, standingReads } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { keptDate } from '../kept-dates.ts';

/** What is known about an account besides its reads when its bill is looked at. */
export interface ReviewFacts {
  readonly estimatedBefore: boolean;
  readonly addressMissing: boolean;
}

/** Of a batch of accounts, with the last bill that stands of each: by primary keys. */
export async function reviewFacts(
  db: Database,
  accounts: readonly { readonly accountId: number; readonly lastBillId?: number }[],
): Promise<ReadonlyMap<number, ReviewFacts>> {
  const rows = await db.query<{ id: number; estimated: boolean; address_missing: boolean }>(
    `select a.id, coalesce(b.estimated, false) as estimated,
       btrim(c.mailing_line1) = '' or btrim(c.mailing_city) = '' or btrim(c.mailing_state) = '' as address_missing
     from unnest($1::bigint[], $2::bigint[]) as asked (account_id, last_bill_id)
     join account a on a.id = asked.account_id
     join customer c on c.id = a.customer_id
     left join bill b on b.id = asked.last_bill_id`,
    [accounts.map(({ accountId }) => accountId), accounts.map(({ lastBillId }) => lastBillId ?? null)],
  );
  return new Map(rows.map((row) => [row.id, { estimatedBefore: row.estimated, addressMissing: row.address_missing }]));
}

type ReadJson = readonly [
  id: number,
  on: string,
  count: number,
  quality: KeptRead['quality'],
  supersedes: number | null,
];

/**
 * The reads of a batch of meters to compare a period with: around the same season a year before it, and of the months
 * before it. A few rows a meter, by the index of its reads.
 */
export async function readsToCompare(
  db: Database,
  serials: readonly string[],
  through: Temporal.PlainDate,
): Promise<ReadonlyMap<string, readonly RegisterRead[]>> {
  if (serials.length === 0) return new Map();
  const rows = await db.query<{ serial: string; reads: readonly ReadJson[] }>(
    `select m.serial, r.reads
     from meter m
     cross join lateral (
       select json_agg(json_build_array(id, read_on, count, quality, supersedes_id)) as reads
       from register_read
       where meter_id = m.id
         and (read_on between $2::date - 490 and $2::date - 340 or read_on between $2::date - 230 and $2::date)
     ) r
     where m.serial = any($1) and r.reads is not null`,
    [serials, through],
  );
  return new Map(
    rows.map(({ serial, reads }) => [
      serial,
      standingReads(
        reads.map(([id, on, count, quality, supersedes]) => ({
          ...{ id, on: keptDate(on), count, quality },
          ...present({ supersedesId: supersedes }),
        })),
      ),
    ]),
  );
}

/**
 * What half of each rate class used a day on bills of the same season a year before a day, or where fewer than `minBills`
 * stand, of the months before it. Once a run: it reads the bills of some months.
 */
export async function classMedians(
  db: Database,
  { through, minBills }: { readonly through: Temporal.PlainDate; readonly minBills: number },
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ rate_class: string; median: number }>(
    `select distinct on (rate_class) rate_class, median from (
       select sp.rate_class, b.period_end < $1::date - 300 as is_season, count(*) as bills,
         percentile_cont(0.5) within group (order by b.usage_gallons::float8 / (b.period_end - b.period_start)) as median
       from bill b
       join account a on a.id = b.account_id
       join service_point sp on sp.premise_id = a.premise_id
       where b.state = 'posted' and not b.estimated
         and (b.period_end between $1::date - 385 and $1::date - 345 or b.period_end between $1::date - 100 and $1::date - 11)
       group by 1, 2
     ) m
     where bills >= $2
     order by rate_class, is_season desc`,
    [through, minBills],
  );
  return new Map(rows.map((row) => [row.rate_class, row.median]));
}
