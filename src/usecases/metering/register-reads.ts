import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { judgeRouteRead, type MeteringProblemCode } from '../../domain/metering/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  accountsOfMeter,
  endReadDoubt,
  keepReadDoubt,
  keepReads,
  lockStandingRead,
  meterBySerial,
  metersOnRoute,
} from '../../store/metering/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';

/** Who enters or answers, and from where. */
export interface RegisterClerk {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

export type RegisterRefused = Problem<MeteringProblemCode | 'access.not-permitted'>;

export interface TypedRead {
  readonly serial: string;
  readonly on: Temporal.PlainDate;
  readonly count: number;
  readonly isEstimated: boolean;
  /** The read of that day that stands was wrong: this takes its place, and both stay in the history. */
  readonly corrects: boolean;
  readonly note: string;
}

/**
 * Keeps a register read that somebody typed, by the rules of a reader's route, or corrects the read of a day. The accounts of
 * the meter are held: a bill is made of the reads as they were, or as they are.
 */
export async function enterRegisterRead(
  db: Database,
  typed: TypedRead,
  by: RegisterClerk,
): Promise<Result<{ readonly isDoubted: boolean; readonly isKnown: boolean }, RegisterRefused>> {
  if (!isPermitted(by.role, 'reads.validate')) return refused({ code: 'access.not-permitted' });
  const { serial, on, count, isEstimated, corrects, note } = typed;
  const meter = await meterBySerial(db, serial);
  if (meter === undefined) return refused({ code: 'metering.meter-unknown', field: 'meter', params: { serial } });
  const accountIds = await accountsOfMeter(db, serial);
  return holdAccounts(db, accountIds, async (tx) => {
    const found = (await metersOnRoute(tx, [meter.id], { from: on, to: on })).get(meter.id);
    if (found === undefined) {
      const params = { serial, on: on.toString(), from: '…', until: '…' };
      return refused({ code: 'metering.meter-not-in-service', field: 'meter', params } as const);
    }
    const standing = corrects ? await lockStandingRead(tx, serial, on) : undefined;
    if (corrects && standing === undefined) {
      const params = { serial, on: on.toString() };
      return refused({ code: 'metering.no-read-to-correct', field: 'on', params } as const);
    }
    const kept = found.kept.filter((read) => !corrects || !read.on.equals(on));
    const quality = isEstimated ? ('estimated' as const) : ('measured' as const);
    const verdict = judgeRouteRead({ ...found, kept }, { on, count, quality });
    if (verdict.kind === 'refused') return refused(verdict.problem);
    if (verdict.kind === 'known') return ok({ isDoubted: false, isKnown: true });
    const supersedesId = standing ?? verdict.supersedesId;
    const source = `staff:${by.staffId}${note === '' ? '' : ` ${note.slice(0, 200)}`}`;
    const read = { meterSerial: serial, on, count, quality, source };
    await keepReads(tx, [supersedesId === undefined ? read : { ...read, supersedesId }], by.now);
    if (verdict.doubt !== undefined) await keepReadDoubt(tx, { serial, on, doubt: verdict.doubt, now: by.now });
    const [accountId] = accountIds;
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: supersedesId === undefined ? 'reads.register-entered' : 'reads.register-corrected',
      ...present({ accountId }),
      detail: { meter: meter.id, on: on.toString(), count },
      address: by.address,
    });
    return ok({ isDoubted: verdict.doubt !== undefined, isKnown: false });
  });
}

/** A doubted read is right after all. */
export async function acceptRegisterRead(
  db: Database,
  doubtId: number,
  by: RegisterClerk,
): Promise<Result<void, RegisterRefused>> {
  if (!isPermitted(by.role, 'reads.validate')) return refused({ code: 'access.not-permitted' });
  return db.transaction(async (tx) => {
    if (await endReadDoubt(tx, doubtId, by)) {
      await recordAudit(tx, {
        at: by.now,
        actor: { kind: 'staff', id: by.staffId },
        action: 'reads.register-accepted',
        detail: { doubt: doubtId },
        address: by.address,
      });
    }
    return ok(undefined);
  });
}
