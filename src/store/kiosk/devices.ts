import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A computer in the lobby, as its list shows it. */
export interface KioskDevice {
  readonly id: number;
  readonly name: string;
  readonly addedAt: Temporal.Instant;
  readonly addedBy: string;
  readonly enrolmentExpiresAt: Temporal.Instant;
  readonly enrolledAt?: Temporal.Instant;
  readonly lastSeenAt?: Temporal.Instant;
  readonly revokedAt?: Temporal.Instant;
}

/** Every device, those in service first, then the newest. */
export async function kioskDevices(db: Database): Promise<readonly KioskDevice[]> {
  const rows = await db.query<{
    id: number;
    name: string;
    added_at: Temporal.Instant;
    added_by: string;
    enrolment_expires_at: Temporal.Instant;
    enrolled_at: Temporal.Instant | null;
    last_seen_at: Temporal.Instant | null;
    revoked_at: Temporal.Instant | null;
  }>(
    `select d.id, d.name, d.added_at, s.name as added_by, d.enrolment_expires_at, d.enrolled_at, d.last_seen_at, d.revoked_at
     from kiosk_device d join staff_member s on s.id = d.added_by
     order by d.revoked_at is not null, d.id desc limit 200`,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    addedAt: row.added_at,
    addedBy: row.added_by,
    enrolmentExpiresAt: row.enrolment_expires_at,
    ...present({ enrolledAt: row.enrolled_at, lastSeenAt: row.last_seen_at, revokedAt: row.revoked_at }),
  }));
}

/** Undefined where a device in service has that name. */
export async function insertDevice(
  tx: Database,
  device: {
    readonly name: string;
    readonly staffId: string;
    readonly enrolmentHash: string;
    readonly expiresAt: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into kiosk_device (name, added_at, added_by, enrolment_hash, enrolment_expires_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [device.name, device.now, device.staffId, device.enrolmentHash, device.expiresAt],
  );
  return row?.id;
}

/** The code was typed on the computer: it works once. Undefined where it is unknown, used, too old or of a device taken out. */
export async function enrolDevice(
  tx: Database,
  device: { readonly enrolmentHash: string; readonly tokenHash: string; readonly now: Temporal.Instant },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `update kiosk_device set token_hash = $2, enrolled_at = $3, last_seen_at = $3
     where enrolment_hash = $1 and enrolled_at is null and revoked_at is null and enrolment_expires_at > $3 returning id`,
    [device.enrolmentHash, device.tokenHash, device.now],
  );
  return row?.id;
}

/** Once a minute at most, so that pages of a visit do not all write it. */
export async function noteDeviceSeen(db: Database, deviceId: number, now: Temporal.Instant): Promise<void> {
  await db.query(`update kiosk_device set last_seen_at = $2 where id = $1 and last_seen_at < $3`, [
    deviceId,
    now,
    now.subtract({ seconds: 60 }),
  ]);
}

/** False where it is out of service already, or there is none. */
export async function revokeDevice(
  tx: Database,
  device: { readonly id: number; readonly staffId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update kiosk_device set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null returning id`,
    [device.id, device.now, device.staffId],
  );
  return rows.length === 1;
}
