import type { Utility } from '../../config/utility.ts';
import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import type { BillingProblemCode } from '../../domain/billing/index.ts';
import { isAfter, isBefore, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { judgeRouteRead, type MeteringProblemCode, maxNote, type ReadDoubt } from '../../domain/metering/index.ts';
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
import { classUses } from './class-use.ts';

/** Who enters or answers, and from where. */
export interface RegisterClerk {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

export type RegisterRefused = Problem<
  | MeteringProblemCode
  | Extract<BillingProblemCode, 'billing.reason-missing' | 'billing.read-in-future'>
  | 'access.not-permitted'
>;

export interface TypedRead {
  readonly serial: string;
  readonly on: Temporal.PlainDate;
  /** As it was typed. */
  readonly count: string;
  readonly isEstimated: boolean;
  /** The read of that day that stands was wrong: this takes its place, and both stay in the history. */
  readonly corrects: boolean;
  /** Who read it and why; needed where it corrects another. */
  readonly note: string;
}

/** What became of a read that was typed. */
export interface EnteredRead {
  readonly isKnown: boolean;
  /** It is kept and waits for an analyst. */
  readonly doubt?: ReadDoubt;
}

/** As far back as reads of a file are taken. */
const maxYearsBack = 20;

/**
 * Keeps a register read that somebody typed, at the console or the terminal, by the rules of a reader's route, or corrects the
 * read of a day. It is how an account gets a bill that no read, no hours and no estimate could open or close. The accounts of
 * the meter are held: a bill is made of the reads as they were, or as they are.
 */
export async function enterRegisterRead(
  { db, utility }: { readonly db: Database; readonly utility: Pick<Utility, 'time_zone' | 'billing'> },
  typed: TypedRead,
  by: RegisterClerk,
): Promise<Result<EnteredRead, readonly RegisterRefused[]>> {
  if (!isPermitted(by.role, 'reads.validate')) return refused([{ code: 'access.not-permitted' }]);
  const readable = readTyped(typed, by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate());
  if (!readable.ok) return readable;
  const { serial, on, count, note } = readable.value;
  const { corrects, isEstimated } = typed;
  const meter = await meterBySerial(db, serial);
  if (meter === undefined) return refused([{ code: 'metering.meter-unknown', field: 'meter', params: { serial } }]);
  const accountIds = await accountsOfMeter(db, serial);
  return holdAccounts(db, accountIds, async (tx): Promise<Result<EnteredRead, readonly RegisterRefused[]>> => {
    const found = (await metersOnRoute(tx, [meter.id], { from: on, to: on })).get(meter.id);
    if (found === undefined) {
      const params = { serial, on: on.toString(), from: '…', until: '…' };
      return refused([{ code: 'metering.meter-not-in-service', field: 'meter', params }]);
    }
    const standing = corrects ? await lockStandingRead(tx, serial, on) : undefined;
    if (corrects && standing === undefined) {
      return refused([{ code: 'metering.no-read-to-correct', field: 'on', params: { serial, on: on.toString() } }]);
    }
    const kept = found.kept.filter((read) => !corrects || !read.on.equals(on));
    const quality = isEstimated ? ('estimated' as const) : ('measured' as const);
    const { rules: review } = utility.billing.review;
    const ofClass = (await classUses(tx, [found], { review, on })).get(found.rateClass);
    const verdict = judgeRouteRead({ ...found, kept, ...present({ ofClass }) }, { on, count, quality });
    if (verdict.kind === 'refused') return refused([verdict.problem]);
    if (verdict.kind === 'known') return ok({ isKnown: true });
    const supersedesId = standing ?? verdict.supersedesId;
    const read = { meterSerial: serial, on, count, quality, source: `staff:${by.staffId}`, ...present({ note }) };
    await keepReads(tx, [{ ...read, ...present({ supersedesId }) }], by.now);
    const { doubt } = verdict;
    if (doubt !== undefined) await keepReadDoubt(tx, { serial, on, doubt, now: by.now });
    for (const accountId of accountIds.length === 0 ? [undefined] : accountIds) {
      await recordAudit(tx, {
        at: by.now,
        actor: { kind: 'staff', id: by.staffId },
        action: supersedesId === undefined ? 'reads.register-entered' : 'reads.register-corrected',
        ...present({ accountId }),
        detail: { meter: meter.id, on: on.toString(), count },
        address: by.address,
      });
    }
    return ok({ isKnown: false, ...present({ doubt }) });
  });
}

/** What can be said about a read before its meter is known; everything that is wrong at once. */
function readTyped(
  { serial: typedSerial, on, count: typedCount, corrects, note: typedNote }: TypedRead,
  today: Temporal.PlainDate,
): Result<
  { readonly serial: string; readonly on: Temporal.PlainDate; readonly count: number; readonly note?: string },
  readonly RegisterRefused[]
> {
  const serial = typedSerial.trim().slice(0, maxSerial);
  const note = typedNote.replace(/\s+/g, ' ').trim().slice(0, maxNote);
  const count = /^\d{1,12}$/.test(typedCount.trim()) ? Number(typedCount.trim()) : undefined;
  const earliest = today.subtract({ years: maxYearsBack });
  const params = { found: on.toString(), from: earliest.toString(), until: today.toString() };
  const problems: RegisterRefused[] = [
    ...(serial === '' ? [{ code: 'metering.meter-unknown', field: 'meter', params: { serial } } as const] : []),
    ...(isAfter(on, today) ? [{ code: 'billing.read-in-future', field: 'on', params } as const] : []),
    ...(isBefore(on, earliest) ? [{ code: 'metering.time-out-of-range', field: 'on', params } as const] : []),
    ...(count === undefined ? [{ code: 'metering.read-unreadable', field: 'count' } as const] : []),
    ...(corrects && note === '' ? [{ code: 'billing.reason-missing', field: 'note' } as const] : []),
  ];
  if (problems.length > 0 || count === undefined) return refused(problems);
  return ok({ serial, on, count, ...(note === '' ? {} : { note }) });
}

const maxSerial = 64;

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
