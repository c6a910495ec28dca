import { isPermitted, type Permission, type StaffRole } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type KioskProblemCode, kioskLimits } from '../../domain/kiosk/index.ts';
import { hashToken, newMailedCode } from '../../gateways/secrets.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  type EndedVisit,
  insertDevice,
  type KioskDevice,
  kioskDevices,
  type OpenVisit,
  openVisits,
  revokeDevice,
} from '../../store/kiosk/index.ts';
import { endVisit } from './end-visit.ts';

/** Who of the staff acts. */
interface Administrator {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

type NotPermitted = Problem<'access.not-permitted'>;

const may = ({ role }: Administrator, permission: Permission): boolean => isPermitted(role, permission);

/** Puts a computer on the list and gives the code to type on it, which is shown once. */
export async function addKiosk(
  db: Database,
  typed: string,
  by: Administrator,
): Promise<Result<{ readonly name: string; readonly code: string }, Problem<KioskProblemCode> | NotPermitted>> {
  if (!may(by, 'kiosk.manage')) return refused({ code: 'access.not-permitted' });
  const name = typed.normalize('NFKC').trim().slice(0, 60);
  if (name === '') return refused({ code: 'kiosk.name-missing', field: 'name' });
  const code = newMailedCode();
  const { now, staffId, address } = by;
  return db.transaction(
    async (tx): Promise<Result<{ readonly name: string; readonly code: string }, Problem<KioskProblemCode>>> => {
      const expiresAt = now.add({ minutes: kioskLimits.enrolmentMinutes });
      const device = await insertDevice(tx, { name, staffId, enrolmentHash: hashToken(code), expiresAt, now });
      if (device === undefined) return refused({ code: 'kiosk.name-taken', field: 'name' });
      const actor = { kind: 'staff', id: staffId } as const;
      await recordAudit(tx, { at: now, actor, action: 'kiosk.added', detail: { device }, address });
      return ok({ name, code });
    },
  );
}

/** Takes a computer out of service at once: its cookie is worth nothing from its next request on, and its visit ends now. */
export async function revokeKiosk(
  db: Database,
  id: number,
  by: Administrator,
): Promise<Result<undefined, Problem<KioskProblemCode> | NotPermitted>> {
  if (!may(by, 'kiosk.manage')) return refused({ code: 'access.not-permitted' });
  const { now, staffId, address } = by;
  return db.transaction(async (tx): Promise<Result<undefined, Problem<KioskProblemCode>>> => {
    if (!(await revokeDevice(tx, { id, staffId, now }))) return refused({ code: 'kiosk.device-unknown' });
    for (const visit of await openVisits(tx, id)) {
      await endVisit(tx, { visitId: visit.id, how: 'revoked', cookiesDropped: undefined }, now);
    }
    const actor = { kind: 'staff', id: staffId } as const;
    await recordAudit(tx, { at: now, actor, action: 'kiosk.revoked', detail: { device: id }, address });
    return ok(undefined);
  });
}

/** The computers, and who is at which step now. */
export async function kioskOverview(db: Database): Promise<{
  readonly devices: readonly KioskDevice[];
  readonly running: readonly OpenVisit[];
}> {
  return { devices: await kioskDevices(db), running: await openVisits(db) };
}

/** What is known about a wipe: the browser came back with nothing, with something, or was not seen yet. */
type Wiped = 'clean' | 'not-clean' | 'not-seen';

export const wipeOf = ({ cookiesLeft }: Pick<EndedVisit, 'cookiesLeft'>): Wiped =>
  cookiesLeft === undefined ? 'not-seen' : cookiesLeft.length === 0 ? 'clean' : 'not-clean';
