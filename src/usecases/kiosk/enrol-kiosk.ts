import { doors, readMailedCode } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { KioskProblemCode } from '../../domain/kiosk/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { enrolDevice } from '../../store/kiosk/index.ts';
import { type TooManyTries, tryDoor, type Visit } from '../access/index.ts';

/** The code that an administrator was shown, typed on the computer itself: gives the token of the device's cookie. */
export async function enrolKiosk(
  db: Database,
  typed: string,
  { now, address }: Visit,
): Promise<Result<{ readonly token: string }, Problem<KioskProblemCode> | TooManyTries>> {
  const tooMany = await tryDoor(db, doors.kioskEnrolment, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const token = newToken();
  return db.transaction(async (tx): Promise<Result<{ readonly token: string }, Problem<KioskProblemCode>>> => {
    const enrolmentHash = hashToken(readMailedCode(typed));
    const device = await enrolDevice(tx, { enrolmentHash, tokenHash: hashToken(token), now });
    if (device === undefined) return refused({ code: 'kiosk.code-wrong', field: 'code' });
    await recordAudit(tx, { at: now, actor: { kind: 'guest' }, action: 'kiosk.enrolled', detail: { device }, address });
    return ok({ token });
  });
}
