import type { AlertOutreachChannel, OutreachResult } from '../../domain/alerts/index.ts';
import { type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** One attempt of the staff to reach a customer about an alert. */
export interface AlertOutreach {
  readonly alertId: number;
  readonly staffId: string;
  /** Who it was, where the name is asked for. */
  readonly staffName?: string;
  readonly channel: AlertOutreachChannel;
  readonly result: OutreachResult;
  readonly note: string;
  readonly at: Temporal.Instant;
}

export async function insertAlertOutreach(tx: Database, outreach: AlertOutreach): Promise<void> {
  await tx.query(
    'insert into alert_outreach (alert_id, staff_id, channel, result, note, at) values ($1, $2, $3, $4, $5, $6)',
    [outreach.alertId, outreach.staffId, outreach.channel, outreach.result, outreach.note, outreach.at],
  );
}

/** What was tried for these alerts, the latest first. */
export async function outreachOfAlerts(db: Database, ids: readonly number[]): Promise<readonly AlertOutreach[]> {
  const rows = await db.query<{
    alert_id: number;
    staff_id: string;
    staff_name: string;
    channel: AlertOutreachChannel;
    result: OutreachResult;
    note: string;
    at: Temporal.Instant;
  }>(
    `select o.alert_id, o.staff_id, s.name as staff_name, o.channel, o.result, o.note, o.at
     from alert_outreach o join staff_member s on s.id = o.staff_id
     where o.alert_id = any($1::bigint[]) order by o.at desc, o.id desc`,
    [ids],
  );
  return rows.map(({ alert_id, staff_id, staff_name, ...row }) => ({
    ...row,
    alertId: alert_id,
    staffId: staff_id,
    staffName: staff_name,
  }));
}

/** When a notice of each alert was last queued to anybody, by the alert it was told about. */
export async function lastTold(db: Database, ids: readonly number[]): Promise<ReadonlyMap<number, Temporal.Instant>> {
  const rows = await db.query<{ alert_id: number; told_at: Temporal.Instant }>(
    `select alert_id, max(told_at) as told_at from alert_telling where alert_id = any($1::bigint[]) group by alert_id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.alert_id, row.told_at]));
}

/** Whom to call about an alert, and the pressure zone of its service point. */
export interface AlertContact {
  readonly name: string;
  readonly language: Language;
  readonly phone?: string;
  readonly zone: string;
}

/** By account and meter, as `contactKey` writes the pair; the zone is today's. */
export async function contactsOfAlerts(
  db: Database,
  alerts: readonly { readonly accountId: number; readonly meterId: number }[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, AlertContact>> {
  const rows = await db.query<{
    account_id: number;
    meter_id: number;
    name: string;
    language: Language;
    phone: string | null;
    zone: string | null;
  }>(
    `select asked.account_id, asked.meter_id, c.name, c.language, c.phone,
       (select coalesce((
            select z.zone from service_point_zone z where z.service_point_id = p.id and z.from_day <= $3
            order by z.from_day desc, z.id desc limit 1
          ), p.elevation_zone)
        from service_point p where p.id = (select i.service_point_id from meter_installation i
          where i.meter_id = asked.meter_id order by i.installed_on desc limit 1)) as zone
     from (select distinct account_id, meter_id from unnest($1::bigint[], $2::bigint[]) as pair (account_id, meter_id)) asked
     join account a on a.id = asked.account_id join customer c on c.id = a.customer_id`,
    [alerts.map(({ accountId }) => accountId), alerts.map(({ meterId }) => meterId), today],
  );
  return new Map(
    rows.map((row) => [
      contactKey({ accountId: row.account_id, meterId: row.meter_id }),
      {
        name: row.name,
        language: row.language,
        zone: row.zone ?? '',
        ...present({ phone: row.phone }),
      },
    ]),
  );
}

export const contactKey = ({ accountId, meterId }: { readonly accountId: number; readonly meterId: number }): string =>
  `${accountId}:${meterId}`;
