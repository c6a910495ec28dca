import { type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { KioskChoice, KioskStep } from '../../domain/kiosk/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

/** How a visit ended: by the visitor, by rest, by its longest time, by going back to the first screen, by the device's end. */
export type EndHow = 'finished' | 'idle' | 'ran-out' | 'left' | 'revoked';

/** A visit that runs. */
export interface OpenVisit {
  readonly id: number;
  readonly deviceId: number;
  readonly choice: KioskChoice;
  readonly step: KioskStep;
  readonly beganAt: Temporal.Instant;
  readonly lastActiveAt: Temporal.Instant;
  readonly loginSessionId?: string;
}

/** The device that a browser's cookie is of, and the visit that its other cookie is of. */
export interface FoundKiosk {
  readonly deviceId: number;
  readonly deviceName: string;
  readonly visit?: OpenVisit;
  /** The last visit there, where it ended and no later request showed what the browser still had. */
  readonly uncheckedVisitId?: number;
}

interface VisitRow {
  readonly visit_id: number;
  readonly device_id: number;
  readonly choice: KioskChoice;
  readonly step: KioskStep;
  readonly began_at: Temporal.Instant;
  readonly last_active_at: Temporal.Instant;
  readonly login_session_id: string | null;
}

const toVisit = (row: VisitRow): OpenVisit => ({
  id: row.visit_id,
  deviceId: row.device_id,
  choice: row.choice,
  step: row.step,
  beganAt: row.began_at,
  lastActiveAt: row.last_active_at,
  ...present({ loginSessionId: row.login_session_id }),
});

/** Undefined where the device is unknown or was taken out of service. One statement, on every page of such a computer. */
export async function findKiosk(
  db: Database,
  { deviceHash, visitHash }: { readonly deviceHash: string; readonly visitHash: string },
): Promise<FoundKiosk | undefined> {
  const [row] = await db.query<
    { id: number; name: string; unchecked: number | null } & (VisitRow | { [Name in keyof VisitRow]: null })
  >(
    `select d.id, d.name, v.id as visit_id, v.device_id, v.choice, v.step, v.began_at, v.last_active_at, v.login_session_id,
       (select e.visit_id from kiosk_visit_end e
        where e.visit_id = (select max(id) from kiosk_visit where device_id = d.id)
          and not exists (select from kiosk_wipe_check k where k.visit_id = e.visit_id)) as unchecked
     from kiosk_device d
     left join kiosk_visit v on v.device_id = d.id and v.token_hash = $2
       and not exists (select from kiosk_visit_end e where e.visit_id = v.id)
     where d.token_hash = $1 and d.revoked_at is null`,
    [deviceHash, visitHash],
  );
  if (row === undefined) return undefined;
  return {
    deviceId: row.id,
    deviceName: row.name,
    ...(row.visit_id === null ? {} : { visit: toVisit(row) }),
    ...present({ uncheckedVisitId: row.unchecked }),
  };
}

/** The visits that run: at one device, or at all of them. */
export async function openVisits(db: Database, deviceId?: number): Promise<readonly OpenVisit[]> {
  const rows = await db.query<VisitRow>(
    `select v.id as visit_id, v.device_id, v.choice, v.step, v.began_at, v.last_active_at, v.login_session_id
     from kiosk_visit v
     where ($1::bigint is null or v.device_id = $1) and not exists (select from kiosk_visit_end e where e.visit_id = v.id)
     order by v.id`,
    [deviceId ?? null],
  );
  return rows.map(toVisit);
}

export async function insertVisit(
  tx: Database,
  visit: {
    readonly deviceId: number;
    readonly tokenHash: string;
    readonly choice: KioskChoice;
    readonly step: KioskStep;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into kiosk_visit (device_id, token_hash, choice, step, began_at, last_active_at)
     values ($1, $2, $3, $4, $5, $5) returning id`,
    [visit.deviceId, visit.tokenHash, visit.choice, visit.step, visit.now],
  );
  if (row === undefined) throw new Error('no visit began');
  return row.id;
}

/** A sign of the visitor: where they are, and the sign-in that ends with the visit. */
export async function touchVisit(
  db: Database,
  visit: {
    readonly id: number;
    readonly step: KioskStep | undefined;
    readonly loginSessionId: string | undefined;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await db.query(
    `update kiosk_visit set last_active_at = greatest(last_active_at, $2), step = coalesce($3, step),
       login_session_id = coalesce($4, login_session_id)
     where id = $1 and not exists (select from kiosk_visit_end where visit_id = $1)`,
    [visit.id, visit.now, visit.step ?? null, visit.loginSessionId ?? null],
  );
}

/** Writes down that a visit ended; false where that was written before. */
export async function endVisitRow(
  tx: Database,
  end: {
    readonly visitId: number;
    readonly how: EndHow;
    readonly sessionEnded: boolean;
    readonly cookiesDropped: readonly string[] | undefined;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into kiosk_visit_end (visit_id, ended_at, how, session_ended, cookies_dropped) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning visit_id`,
    [end.visitId, end.now, end.how, end.sessionEnded, end.cookiesDropped ?? null],
  );
  return rows.length === 1;
}

/** Ends the sign-in of a visit by its id, wherever its cookie is, and forgets whose it was; true where there was one. */
export async function forgetVisitSession(tx: Database, visitId: number): Promise<boolean> {
  const ended = await tx.query(
    `delete from login_session where id = (select login_session_id from kiosk_visit where id = $1) returning id`,
    [visitId],
  );
  await tx.query(`update kiosk_visit set login_session_id = null where id = $1`, [visitId]);
  return ended.length === 1;
}

export async function insertWipeCheck(
  db: Database,
  check: { readonly visitId: number; readonly cookiesLeft: readonly string[]; readonly now: Temporal.Instant },
): Promise<void> {
  await db.query(
    `insert into kiosk_wipe_check (visit_id, checked_at, cookies_left) values ($1, $2, $3) on conflict do nothing`,
    [check.visitId, check.now, check.cookiesLeft],
  );
}

/** A visit that ended, with the proof that the browser was wiped. */
export interface EndedVisit {
  readonly id: number;
  readonly device: string;
  readonly choice: KioskChoice;
  readonly beganAt: Temporal.Instant;
  readonly endedAt: Temporal.Instant;
  readonly how: EndHow;
  readonly sessionEnded: boolean;
  readonly cookiesDropped?: readonly string[];
  readonly checkedAt?: Temporal.Instant;
  readonly cookiesLeft?: readonly string[];
}

interface EndedVisitRow {
  readonly id: number;
  readonly device: string;
  readonly choice: KioskChoice;
  readonly began_at: Temporal.Instant;
  readonly ended_at: Temporal.Instant;
  readonly how: EndHow;
  readonly session_ended: boolean;
  readonly cookies_dropped: string[] | null;
  readonly checked_at: Temporal.Instant | null;
  readonly cookies_left: string[] | null;
}

/** The newest first. */
export const endedVisits = (db: Database, asked: ListAsked): Promise<ListPart<EndedVisit>> =>
  listPart<EndedVisitRow, EndedVisit>(
    db,
    {
      select: `select e.visit_id as id, d.name as device, v.choice, v.began_at, e.ended_at, e.how, e.session_ended, e.cookies_dropped,
         k.checked_at, k.cookies_left
       from kiosk_visit_end e join kiosk_visit v on v.id = e.visit_id join kiosk_device d on d.id = v.device_id
       left join kiosk_wipe_check k on k.visit_id = e.visit_id`,
      parameters: [],
      order: [],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        ended: { by: 'l.ended_at', type: 'timestamptz' },
        device: { by: 'l.device', type: 'text' },
      },
      toRow: (row) => ({
        id: row.id,
        device: row.device,
        choice: row.choice,
        beganAt: row.began_at,
        endedAt: row.ended_at,
        how: row.how,
        sessionEnded: row.session_ended,
        ...present({ cookiesDropped: row.cookies_dropped, checkedAt: row.checked_at, cookiesLeft: row.cookies_left }),
      }),
    },
    asked,
  );
