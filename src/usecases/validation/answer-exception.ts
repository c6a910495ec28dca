import type { Utility } from '../../config/utility.ts';
import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import { exact, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  type DayOfHours,
  dayOfDate,
  type EstimateMethod,
  type HourlyUse,
  type HourStretch,
  hourQuality,
} from '../../domain/metering/index.ts';
import type { ValidationProblemCode } from '../../domain/validation/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type DecidedDay, joinDecidedDays, keepDecidedDays } from '../../store/metering/index.ts';
import { insertDecision, lockExceptionsOf, markAnswered, type ShiftDecided } from '../../store/validation/index.ts';
import { askToCompare } from '../billing/index.ts';
import { clockShift, type TypedShift } from './clock-shift.ts';
import { type ExceptionCase, exceptionCase } from './exception-case.ts';
import { validateOneMeter } from './validate-reads.ts';

/** Who answers, and from where. */
export interface ReadsAnalyst {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

/** What to do with the hours of an exception. */
export type ExceptionAnswer =
  /** They are right as they are. */
  | { readonly kind: 'accept' }
  | { readonly kind: 'estimate'; readonly method: EstimateMethod }
  /** Set by hand, hour by hour, as typed, in the unit of the meter's channel. */
  | { readonly kind: 'edit'; readonly typed: readonly string[] }
  /** The clock that labelled them was off, as typed. */
  | { readonly kind: 'shift'; readonly typed: TypedShift };

export type ValidationRefused = Problem<ValidationProblemCode | 'access.not-permitted'>;

/** More hours than this are estimated, not typed. */
export const maxHoursByHand = 72;
const longestReason = 1000;

/**
 * Answers an exception with a reason: keeps the decision, lays its hours over those of the files and validates the
 * meter again, in one transaction. Of two who answer at once the second is refused.
 */
export async function answerException(
  db: Database,
  utility: Utility,
  of: { readonly id: number; readonly answer: ExceptionAnswer; readonly reason: string; readonly by: ReadsAnalyst },
): Promise<Result<void, ValidationRefused>> {
  const { id, answer, reason, by } = of;
  if (!isPermitted(by.role, 'reads.validate')) return refused({ code: 'access.not-permitted' });
  const reasoned = checkReason(reason);
  if (!reasoned.ok) return reasoned;
  return db.transaction(async (tx) => {
    const asked = await exceptionCase(tx, utility, { id, now: by.now });
    if (asked === undefined) return refused({ code: 'validation.answered' });
    await lockExceptionsOf(tx, asked.exception.meterId);
    const found = await exceptionCase(tx, utility, { id, now: by.now });
    if (found === undefined || found.exception.ended !== undefined) return refused({ code: 'validation.answered' });
    const decided = decidedHours(found, answer);
    if (!decided.ok) return decided;
    const { meterId } = found.exception;
    const decisionId = await insertDecision(tx, {
      ...{ exceptionId: id, kind: answer.kind, reason, staffId: by.staffId, now: by.now },
      ...(answer.kind === 'estimate' ? { method: answer.method } : {}),
      ...present({ shift: decided.value.shift }),
    });
    await keepDecidedDays(tx, { decisionId, meterId, days: daysOf(found, decided.value) });
    await joinDecidedDays(tx, meterId, decisionId);
    await markAnswered(tx, id, by.now);
    await validateOneMeter(tx, utility, { meterId, now: by.now });
    await askToCompare(tx, meterId);
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'reads.answered',
      ...present({ accountId: found.exception.accountId }),
      detail: { exception: id, rule: found.exception.rule, answer: answer.kind, decision: decisionId },
      address: by.address,
    });
    return ok(undefined);
  });
}

export function checkReason(reason: string): Result<void, ValidationRefused> {
  if (reason === '') return refused({ code: 'validation.reason-missing', field: 'reason' });
  if (reason.length <= longestReason) return ok(undefined);
  return refused({ code: 'validation.reason-long', field: 'reason', params: { max: longestReason } });
}

/** The hours of a stretch as decided; `missing` where the decision leaves an hour to the files. */
interface DecidedHours extends DayOfHours {
  readonly stretch: HourStretch;
  readonly shift?: ShiftDecided;
}

function decidedHours(found: ExceptionCase, answer: ExceptionAnswer): Result<DecidedHours, ValidationRefused> {
  const { use, stretch, estimates } = found;
  const length = stretch.until - stretch.from;
  if (answer.kind === 'estimate') {
    const counts = estimates.get(answer.method);
    if (counts === undefined) return refused({ code: 'validation.answer-missing', field: 'answer' });
    return ok({ stretch, counts, quality: new Uint8Array(length).fill(hourQuality.estimated) });
  }
  if (answer.kind === 'edit') {
    const typed = typedHours(use, length, answer.typed);
    return typed.ok ? ok({ stretch, ...typed.value }) : typed;
  }
  if (answer.kind === 'shift') {
    const shift = clockShift(found, answer.typed);
    return shift.ok ? ok({ stretch: shift.value.stretch, ...shift.value.hours, shift: shift.value.decided }) : shift;
  }
  // A person says so: what was doubted is no longer.
  const quality = use.quality
    .slice(stretch.from, stretch.until)
    .map((known) => (known === hourQuality.suspect ? hourQuality.edited : hourQuality.missing));
  return ok({ stretch, counts: use.counts.slice(stretch.from, stretch.until), quality });
}

function typedHours(
  { register }: HourlyUse,
  length: number,
  typed: readonly string[],
): Result<DayOfHours, ValidationRefused> {
  if (length > maxHoursByHand) {
    return refused({ code: 'validation.hours-too-many', field: 'answer', params: { max: maxHoursByHand } });
  }
  const counts = new Int32Array(length);
  for (let hour = 0; hour < length; hour++) {
    const text = (typed[hour] ?? '').trim().replace(',', '.');
    const count = /^\d{1,8}(\.\d{1,6})?$/.test(text) ? exact(text).div(exact(register.multiplier)) : undefined;
    if (count === undefined || count.d !== 1n || count.n > 2_000_000_000n) {
      const params = { found: typed[hour] ?? '', smallest: register.multiplier };
      return refused({ code: 'validation.value-unreadable', field: `hour-${hour}`, params });
    }
    counts[hour] = Number(count.n);
  }
  return ok({ counts, quality: new Uint8Array(length).fill(hourQuality.edited) });
}

/** The decision's hours by local day, beside what the files say about those days. */
function daysOf({ said }: ExceptionCase, { stretch, counts, quality }: DecidedHours): readonly DecidedDay[] {
  const { span } = said;
  const days: DecidedDay[] = [];
  const first = span.dayOf[stretch.from] ?? 0;
  const last = span.dayOf[stretch.until - 1] ?? first;
  for (let day = first; day <= last; day++) {
    const [begin, end] = [span.dayStart[day] ?? 0, span.dayStart[day + 1] ?? 0];
    const hours = {
      counts: new Int32Array(end - begin),
      quality: new Uint8Array(end - begin).fill(hourQuality.missing),
    };
    for (let hour = Math.max(begin, stretch.from); hour < Math.min(end, stretch.until); hour++) {
      hours.counts[hour - begin] = counts[hour - stretch.from] ?? 0;
      hours.quality[hour - begin] = quality[hour - stretch.from] ?? hourQuality.missing;
    }
    if (hours.quality.every((known) => known === hourQuality.missing)) continue;
    days.push({
      day: dayOfDate(span.firstDay) + day,
      said: { counts: said.counts.slice(begin, end), quality: said.quality.slice(begin, end) },
      hours,
    });
  }
  return days;
}
