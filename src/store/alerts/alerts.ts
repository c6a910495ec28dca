import type { Episode, EpisodeKind, JoinedEpisode, KnownEpisode } from '../../domain/alerts/index.ts';
import type { Database } from '../database.ts';
import { accountsServed } from '../points.sql.ts';

/** An alert as it is kept: its episode, and whose it is. */
export interface StoredAlert extends KnownEpisode {
  readonly accountId: number;
  readonly meterId: number;
  /** The end of the last hour of which the meter's use was known. */
  readonly readsThrough: Temporal.Instant;
  /** Its own id and those of the alerts that it took in. */
  readonly ids: readonly number[];
}

interface AlertRow {
  readonly id: number;
  readonly account_id: number;
  readonly meter_id: number;
  readonly kind: EpisodeKind;
  readonly began_at: Temporal.Instant;
  readonly last_seen_at: Temporal.Instant;
  readonly gallons_an_hour: number;
  readonly seen_at: Temporal.Instant;
  readonly reads_through: Temporal.Instant;
  readonly ids: readonly string[];
  readonly days: readonly { readonly day: string; readonly gallons: number; readonly seen_at: string }[];
}

/** The days of an alert ride along as JSON: an account has few alerts, and each few days. */
const selectAlerts = (condition: string): string =>
  `select a.id, a.account_id, a.meter_id, a.kind, a.began_at, a.last_seen_at, a.gallons_an_hour, a.seen_at,
     a.reads_through,
     array(select id::text from (select a.id union all select id from alert where absorbed_into = a.id) o order by o.id) as ids,
     coalesce((select json_agg(json_build_object('day', d.day, 'gallons', d.gallons, 'seen_at', d.seen_at) order by d.day)
       from alert_day d where d.alert_id = a.id), '[]') as days
   from alert a where ${condition} and a.absorbed_into is null
   order by a.began_at desc, a.id desc`;

const toAlert = (row: AlertRow): StoredAlert => ({
  id: row.id,
  accountId: row.account_id,
  meterId: row.meter_id,
  kind: row.kind,
  began: row.began_at,
  lastSeen: row.last_seen_at,
  gallonsAnHour: row.gallons_an_hour,
  seenAt: row.seen_at,
  readsThrough: row.reads_through,
  ids: row.ids.map(Number),
  days: row.days.map(({ day, gallons, seen_at }) => ({
    day: Temporal.PlainDate.from(day),
    gallons,
    seenAt: Temporal.Instant.from(seen_at),
  })),
});

/** An account's alerts, the newest first. */
export async function alertsOfAccount(db: Database, accountId: number): Promise<readonly StoredAlert[]> {
  return (await db.query<AlertRow>(selectAlerts('a.account_id = $1'), [accountId])).map(toAlert);
}

/** One alert of an account; an absorbed one is the alert that took it in, so that no link of a mail breaks. */
export async function alertOfAccount(db: Database, accountId: number, id: number): Promise<StoredAlert | undefined> {
  const [row] = await db.query<AlertRow>(
    selectAlerts('a.account_id = $1 and a.id = (select coalesce(o.absorbed_into, o.id) from alert o where o.id = $2)'),
    [accountId, id],
  );
  return row && toAlert(row);
}

/** Locks a meter's alerts on an account until the transaction ends: two scans run one after the other. */
export async function lockAlertsOfMeter(
  tx: Database,
  { accountId, meterId }: { readonly accountId: number; readonly meterId: number },
): Promise<readonly StoredAlert[]> {
  await tx.query('select from account where id = $1 for no key update', [accountId]);
  return (await tx.query<AlertRow>(selectAlerts('a.account_id = $1 and a.meter_id = $2'), [accountId, meterId])).map(
    toAlert,
  );
}

/** Keeps an episode under its alert's id, a new one where it has none; gives the id. */
export async function saveEpisode(
  tx: Database,
  { episode, id, absorbed }: JoinedEpisode,
  alert: {
    readonly accountId: number;
    readonly meterId: number;
    readonly readsThrough: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const kept = id ?? (await insertAlert(tx, episode, alert));
  if (id !== undefined) {
    await tx.query(
      `update alert set kind = $2, began_at = $3, last_seen_at = $4, gallons_an_hour = $5, seen_at = $6,
         reads_through = greatest(reads_through, $7)
       where id = $1`,
      [id, episode.kind, episode.began, episode.lastSeen, episode.gallonsAnHour, episode.seenAt, alert.readsThrough],
    );
  }
  await saveDays(tx, kept, episode);
  if (absorbed.length > 0) {
    await tx.query('update alert set absorbed_into = $1 where id = any($2::bigint[]) or absorbed_into = any($2)', [
      kept,
      absorbed,
    ]);
  }
  return kept;
}

async function insertAlert(
  tx: Database,
  episode: Episode,
  alert: {
    readonly accountId: number;
    readonly meterId: number;
    readonly readsThrough: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into alert (account_id, meter_id, kind, began_at, last_seen_at, gallons_an_hour, seen_at, reads_through,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      alert.accountId,
      alert.meterId,
      episode.kind,
      episode.began,
      episode.lastSeen,
      episode.gallonsAnHour,
      episode.seenAt,
      alert.readsThrough,
      alert.now,
    ],
  );
  if (row === undefined) throw new Error('no alert was kept');
  return row.id;
}

async function saveDays(tx: Database, id: number, { days }: Episode): Promise<void> {
  await tx.query(
    `insert into alert_day (alert_id, day, gallons, seen_at)
     select $1, day, gallons, seen_at
     from unnest($2::date[], $3::double precision[], $4::timestamptz[]) as loss (day, gallons, seen_at)
     on conflict (alert_id, day) do update set gallons = excluded.gallons, seen_at = excluded.seen_at
     where alert_day.gallons <> excluded.gallons or alert_day.seen_at <> excluded.seen_at`,
    [id, days.map(({ day }) => day), days.map(({ gallons }) => gallons), days.map(({ seenAt }) => seenAt)],
  );
}

/** Writes down how far the reads of an alert go, where a scan found nothing of it. */
export async function saveReadsThrough(tx: Database, id: number, readsThrough: Temporal.Instant): Promise<void> {
  await tx.query('update alert set reads_through = $2 where id = $1 and reads_through < $2', [id, readsThrough]);
}

/** Whom a meter serves on a day. */
export interface ServedBy {
  readonly accountId: number;
  readonly number: string;
  readonly rateClass: string;
  /** The first day on which it is this customer's. */
  readonly servedFrom: Temporal.PlainDate;
}

/** The account that a meter serves on `day`; undefined where nobody is served there. */
export async function accountServedBy(
  db: Database,
  meterId: number,
  day: Temporal.PlainDate,
): Promise<ServedBy | undefined> {
  const [row] = await db.query<{
    id: number;
    number: string;
    rate_class: string;
    served_from: Temporal.PlainDate;
  }>(
    `select a.id, a.number, s.rate_class,
       greatest(a.opened_on, i.installed_on) as served_from
     from meter_installation i
     join service_point s on s.id = i.service_point_id
     join account a on a.id in (select id from ${accountsServed('s.id', '$2::date')} served)
     where i.meter_id = $1 and i.installed_on <= $2 and (i.removed_on is null or i.removed_on > $2)
       and a.opened_on <= $2 and (a.closed_on is null or a.closed_on > $2)`,
    [meterId, day],
  );
  return row && { accountId: row.id, number: row.number, rateClass: row.rate_class, servedFrom: row.served_from };
}

/** The rate class that each installed meter serves on `day`: what a scan's thresholds go by. */
export async function rateClassesOfMeters(db: Database, day: Temporal.PlainDate): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ meter_id: number; rate_class: string }>(
    `select i.meter_id, s.rate_class from meter_installation i join service_point s on s.id = i.service_point_id
     where i.installed_on <= $1 and (i.removed_on is null or i.removed_on > $1)`,
    [day],
  );
  return new Map(rows.map((row) => [row.meter_id, row.rate_class]));
}

/**
 * The meters with an alert that may still have something to tell: seen, or heard of from the customer, since `since`. With what
 * people said of a meter's alerts, and whose peace lasts at `now`, as one text that changes when that does.
 */
export async function heardOfAlerts(
  db: Database,
  { since, now }: { readonly since: Temporal.Instant; readonly now: Temporal.Instant },
): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ meter_id: number; heard: string }>(
    `select w.meter_id, concat(max(w.said), ' ', string_agg(distinct s.id::text, ',' order by s.id::text)) as heard
     from (
       select id, meter_id, null::bigint as said from alert where absorbed_into is null and last_seen_at >= $1
       union all
       select a.id, a.meter_id, r.id from alert_resolution r join alert a on a.id = r.alert_id
       where r.said_at >= $1 and a.absorbed_into is null
     ) w
     left join alert_snooze s on s.alert_id = w.id and s.until > $2
     group by w.meter_id`,
    [since, now],
  );
  return new Map(rows.map((row) => [row.meter_id, row.heard]));
}

/** Every alert seen since `since`, wherever it is. */
export const alertsSeenSince = async (db: Database, since: Temporal.Instant): Promise<readonly StoredAlert[]> =>
  (await db.query<AlertRow>(selectAlerts('a.last_seen_at >= $1'), [since])).map(toAlert);

/** These alerts, and those that took one of them in. */
export const alertsWithIds = async (db: Database, ids: readonly number[]): Promise<readonly StoredAlert[]> =>
  (
    await db.query<AlertRow>(
      selectAlerts(
        'a.id = any (array(select coalesce(o.absorbed_into, o.id) from alert o where o.id = any ($1::bigint[])))',
      ),
      [ids],
    )
  ).map(toAlert);

/** The account and the street of each account's alerts. */
export async function placesOfAlerts(
  db: Database,
  alerts: readonly { readonly accountId: number }[],
): Promise<ReadonlyMap<number, { readonly account: string; readonly street: string }>> {
  const places = await db.query<{ id: number; account: string; street: string }>(
    `select a.id, a.number as account, concat_ws(', ', p.line1, p.line2) as street
     from account a join premise p on p.id = a.premise_id
     where a.id = any($1::bigint[])`,
    [alerts.map(({ accountId }) => accountId)],
  );
  return new Map(places.map(({ id, ...place }) => [id, place]));
}

/** Since when each meter with such an alert was found to run nothing; an alert that was seen last before `since` is over. */
export async function metersWithoutFlow(
  db: Database,
  since: Temporal.Instant,
): Promise<ReadonlyMap<number, Temporal.Instant>> {
  const rows = await db.query<{ meter_id: number; began_at: Temporal.Instant }>(
    `select meter_id, max(began_at) as began_at from alert
     where kind = 'no-flow' and absorbed_into is null and last_seen_at >= $1 group by meter_id`,
    [since],
  );
  return new Map(rows.map((row) => [row.meter_id, row.began_at]));
}

/** The leak of each meter that has an alert of one seen at `since` or later: since when it runs, and how fast recently. */
export async function metersLeaking(
  db: Database,
  since: Temporal.Instant,
): Promise<ReadonlyMap<number, { readonly since: Temporal.Instant; readonly gallonsAnHour: number }>> {
  const rows = await db.query<{ meter_id: number; began_at: Temporal.Instant; gallons_an_hour: number }>(
    `select distinct on (meter_id) meter_id, began_at, gallons_an_hour from alert
     where kind = 'leak' and absorbed_into is null and last_seen_at >= $1
     order by meter_id, last_seen_at desc`,
    [since],
  );
  return new Map(rows.map((row) => [row.meter_id, { since: row.began_at, gallonsAnHour: row.gallons_an_hour }]));
}
