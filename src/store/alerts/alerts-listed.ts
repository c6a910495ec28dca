import type { AlertRules, EpisodeKind, OutreachState } from '../../domain/alerts/index.ts';
import type { ListAsked, ListPart } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';
import { listPart } from '../list-part.ts';
import { marksFrom } from '../marks.ts';

/** The utility's choices that say where an alert stands. */
type ListedBasis = Pick<AlertRules, 'stoppedAfterHours' | 'fixCheckedHours'>;

const isOf = 'stopped_after_hours = $1 and fix_checked_hours = $2';
const valuesOf = ({ stoppedAfterHours, fixCheckedHours }: ListedBasis) => [stoppedAfterHours, fixCheckedHours];

/** Whether something happened to an alert that the list does not have yet, or it is of other choices. */
export async function areAlertsBehind(db: Database, basis: ListedBasis): Promise<boolean> {
  const [row] = await db.query<{ behind: boolean }>(
    `select exists (select from alert_touched) or not exists (select from alert_listed_basis where ${isOf}) as behind`,
    valuesOf(basis),
  );
  return row?.behind === true;
}

/** One works them out at a time, until the transaction ends. A list of other choices is thrown away: every alert is to be worked out. */
export async function holdAlertsListed(tx: Transaction, basis: ListedBasis): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('alerts-listed'))`);
  const found = await tx.query(`select from alert_listed_basis where ${isOf}`, valuesOf(basis));
  if (found.length > 0) return;
  await tx.query('delete from alert_listed');
  await tx.query('insert into alert_touched (alert_id) select id from alert where absorbed_into is null');
  await tx.query('delete from alert_listed_basis');
  await tx.query(
    'insert into alert_listed_basis (stopped_after_hours, fix_checked_hours) values ($1, $2)',
    valuesOf(basis),
  );
}

/** Takes notes of so many changes; the alerts, with those that took one of them in, and whether there may be more. */
export async function takeTouchedAlerts(
  tx: Transaction,
  notes: number,
): Promise<{ readonly ids: readonly number[]; readonly areMore: boolean }> {
  const rows = await tx.query<{ alert_id: number; taken_by: number | null }>(
    `with taken as (
       delete from alert_touched where ctid = any (array(select ctid from alert_touched limit $1)) returning alert_id
     )
     select t.alert_id, a.absorbed_into as taken_by from taken t left join alert a on a.id = t.alert_id`,
    [notes],
  );
  return {
    ids: [...new Set(rows.flatMap((row) => [row.alert_id, row.taken_by ?? row.alert_id]))],
    areMore: rows.length === notes,
  };
}

/** What the list says of an alert. */
export interface ListedAlert {
  readonly id: number;
  readonly accountId: number;
  readonly meterId: number;
  readonly kind: EpisodeKind;
  readonly state: OutreachState;
  readonly gallons: number;
  readonly gallonsAnHour: number;
  readonly ranDays: number;
  readonly lastSeen: Temporal.Instant;
}

/** Keeps what was worked out of these alerts; one of them that is not among it is not listed any more. */
export async function keepAlertsListed(
  tx: Transaction,
  ids: readonly number[],
  alerts: readonly ListedAlert[],
): Promise<void> {
  await tx.query('delete from alert_listed where alert_id = any ($1::bigint[])', [ids]);
  await tx.query(
    `insert into alert_listed (alert_id, account_id, meter_id, kind, state, gallons, gallons_an_hour, ran_days, last_seen_at)
     select id, account, meter, kind, state, gallons, rate, days, seen
     from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::double precision[],
       $7::double precision[], $8::double precision[], $9::timestamptz[])
       as t (id, account, meter, kind, state, gallons, rate, days, seen)`,
    [
      alerts.map(({ id }) => id),
      alerts.map(({ accountId }) => accountId),
      alerts.map(({ meterId }) => meterId),
      alerts.map(({ kind }) => kind),
      alerts.map(({ state }) => state),
      alerts.map(({ gallons }) => gallons),
      alerts.map(({ gallonsAnHour }) => gallonsAnHour),
      alerts.map(({ ranDays }) => ranDays),
      alerts.map(({ lastSeen }) => lastSeen),
    ],
  );
}

/** Which alerts are asked for: of these only what is not over, where no state is. */
export interface AlertsAsked {
  readonly seenSince: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  readonly kind?: EpisodeKind;
  readonly state?: OutreachState;
  readonly zone?: string;
}

/** SQL for the zone of an alert's meter today, `$2`; empty where it has none. */
const zoneToday = `coalesce((
  select coalesce((
      select z.zone from service_point_zone z where z.service_point_id = p.id and z.from_day <= $2
      order by z.from_day desc, z.id desc limit 1
    ), p.elevation_zone)
  from service_point p where p.id = (
    select i.service_point_id from meter_installation i where i.meter_id = w.meter_id order by i.installed_on desc limit 1
  )
), '')`;

/** SQL for those that are asked for, `w`, and their zone. */
function listed({ seenSince, today, kind, state, zone }: AlertsAsked) {
  const { values, mark } = marksFrom([seenSince, today]);
  const narrowed = [
    state === 'over' ? `w.state = 'over'` : `w.state <> 'over'`,
    ...(state === undefined || state === 'over' ? [] : [`w.state = ${mark(state)}`]),
    ...(kind === undefined ? [] : [`w.kind = ${mark(kind)}`]),
    ...(zone === undefined ? [] : [`${zoneToday} = ${mark(zone)}`]),
  ];
  return { values, condition: `w.last_seen_at >= $1 and $2::date is not null and ${narrowed.join(' and ')}` };
}

/** A page of the alerts that were seen since, the largest loss first: by the indexes of 0098. */
export function alertsListed(db: Database, asked: ListAsked & AlertsAsked): Promise<ListPart<number>> {
  const { condition, values } = listed(asked);
  return listPart<{ id: number }, number>(
    db,
    {
      select: `select w.alert_id as id, w.kind, w.state, w.gallons, w.gallons_an_hour, w.ran_days, a.number, ${zoneToday} as zone
        from alert_listed w join account a on a.id = w.account_id where ${condition}`,
      parameters: values,
      order: [{ by: 'l.gallons', type: 'double precision', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        account: { by: 'l.number', type: 'text' },
        kind: { by: 'l.kind', type: 'text' },
        state: { by: 'l.state', type: 'text' },
        loss: { by: 'l.gallons', type: 'double precision' },
        rate: { by: 'l.gallons_an_hour', type: 'double precision' },
        age: { by: 'l.ran_days', type: 'double precision' },
        zone: { by: 'l.zone', type: 'text' },
      },
      toRow: ({ id }) => id,
    },
    asked,
  );
}

/** How many there are of them, and what they lost in all. */
export async function alertsTotal(
  db: Database,
  asked: AlertsAsked,
): Promise<{ readonly alerts: number; readonly gallons: number }> {
  const { condition, values } = listed(asked);
  const [row] = await db.query<{ alerts: number; gallons: number }>(
    `select count(*)::int as alerts, coalesce(sum(w.gallons), 0) as gallons from alert_listed w where ${condition}`,
    values,
  );
  return { alerts: row?.alerts ?? 0, gallons: row?.gallons ?? 0 };
}
