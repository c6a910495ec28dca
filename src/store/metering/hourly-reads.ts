import type { Database } from '../database.ts';

/** The meters of these serial numbers that have hourly reads. */
export async function channelsBySerial(db: Database, serials: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ serial: string; meter_id: number }>(
    `select m.serial, m.id::int as meter_id from meter m join interval_channel ch on ch.meter_id = m.id
     where m.serial = any($1::text[])`,
    [serials],
  );
  return new Map(rows.map((row) => [row.serial, row.meter_id]));
}

/** Of these meters those whose counts wait for an analyst: water that ran, or did not, between the two days. */
export async function metersInDoubt(
  db: Database,
  asked: readonly {
    readonly meterId: number;
    readonly from: Temporal.PlainDate;
    readonly through: Temporal.PlainDate;
  }[],
  zone: string,
): Promise<ReadonlySet<number>> {
  const rows = await db.query<{ meter_id: number }>(
    `select distinct x.meter_id::int as meter_id
     from unnest($1::bigint[], $2::date[], $3::date[]) as asked (meter_id, from_day, through_day)
     join reads_exception x on x.meter_id = asked.meter_id and x.ended_at is null
       and x.rule in ('spike', 'rollover', 'negative-flow', 'sum-check')
       and x.from_at < asked.through_day::timestamp at time zone $4
       and x.until_at > asked.from_day::timestamp at time zone $4`,
    [asked.map((one) => one.meterId), asked.map((one) => one.from), asked.map((one) => one.through), zone],
  );
  return new Set(rows.map((row) => row.meter_id));
}
