import type { Utility } from '../../config/utility.ts';
import { present } from '../../domain/kernel/index.ts';
import {
  type EstimateMethod,
  estimateHours,
  estimateMethods,
  type HourlyUse,
  type HourSpan,
  type HourStretch,
  hourQuality,
  hourSpan,
} from '../../domain/metering/index.ts';
import { totalByRegister } from '../../domain/validation/index.ts';
import type { Database } from '../../store/database.ts';
import { hourlyUseOf, saidUseOf } from '../../store/metering/index.ts';
import {
  decisionsOf,
  findException,
  metersInService,
  type ReadsDecision,
  type ReadsException,
} from '../../store/validation/index.ts';
import { hourAtNow, meterToValidate } from './meter-to-validate.ts';

/** Everything an analyst needs to answer an exception. */
export interface ExceptionCase {
  readonly exception: ReadsException;
  readonly decisions: readonly ReadsDecision[];
  /** The decision that stands; none where it waits, or all were taken back. */
  readonly standing?: ReadsDecision;
  /** The hours as they stand, weeks around the stretch. */
  readonly use: HourlyUse;
  /** The same as the files say them. */
  readonly said: HourlyUse;
  readonly stretch: HourStretch;
  /** The first hour that has not ended yet. */
  readonly nowHour: number;
  /** What must have run in the stretch, in counts, where registers on both sides say it. */
  readonly total?: number;
  /** What each method would put there, in counts. */
  readonly estimates: ReadonlyMap<EstimateMethod, Int32Array>;
}

type Setting = Pick<Utility, 'vee' | 'time_zone'>;

/** An exception with its hours and what could stand in their place; undefined where there is none of this id. */
export async function exceptionCase(
  db: Database,
  { vee, time_zone: zone }: Setting,
  { id, now }: { readonly id: number; readonly now: Temporal.Instant },
): Promise<ExceptionCase | undefined> {
  const exception = await findException(db, id);
  if (exception === undefined) return undefined;
  const span = spanAround(exception, zone, vee.likeDayWeeks);
  const use = await hourlyUseOf(db, exception.meterId, span);
  const said = await saidUseOf(db, exception.meterId, span);
  if (use === undefined || said === undefined) return undefined;
  const day = exception.until.toZonedDateTimeISO(zone).toPlainDate();
  const meter = (await metersInService(db, { day, since: span.firstDay, meterId: exception.meterId })).get(
    exception.meterId,
  );
  const hourOf = (moment: Temporal.Instant) => Math.floor(moment.epochMilliseconds / 3_600_000) - span.startHour;
  const stretch = { from: hourOf(exception.from), until: hourOf(exception.until) };
  const nowHour = hourAtNow(span, now);
  const isFilled = exception.rule === 'gap' && exception.detail['filled'] === 1;
  // Filled hours add up to the rise of the feed's own register, and must after an estimate.
  const total = isFilled
    ? said.counts.subarray(stretch.from, stretch.until).reduce((sum, count) => sum + count, 0)
    : meter && totalByRegister(meterToValidate(use, meter, nowHour), stretch);
  const decisions = await decisionsOf(db, id);
  const undone = new Set(decisions.map(({ undoesId }) => undoesId));
  const standing = decisions.findLast((one) => one.kind !== 'undo' && !undone.has(one.id));
  return {
    ...{
      exception,
      decisions,
      use,
      said,
      stretch,
      nowHour,
      estimates: estimatesOf(use, stretch, { weeks: vee.likeDayWeeks, total, isFilled }),
    },
    ...present({ standing, total }),
  };
}

/** As many weeks on both sides as an estimate looks at, and a register read more. */
function spanAround({ from, until }: ReadsException, zone: string, weeks: number): HourSpan {
  const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).toPlainDate();
  const around = Math.max(weeks * 7, 35);
  const firstDay = dayOf(from).subtract({ days: around });
  return hourSpan(zone, firstDay, firstDay.until(dayOf(until)).days + around + 1);
}

/** Nothing is scaled that was not counted, or that no register says the sum of; what was filled has no shape to keep. */
function estimatesOf(
  use: HourlyUse,
  stretch: HourStretch,
  { weeks, total, isFilled }: { weeks: number; total: number | undefined; isFilled: boolean },
): ReadonlyMap<EstimateMethod, Int32Array> {
  const isCounted = use.quality.subarray(stretch.from, stretch.until).every((known) => known !== hourQuality.missing);
  return new Map(
    estimateMethods
      .filter((method) => method !== 'scaled' || (isCounted && !isFilled && total !== undefined))
      .map((method) => [method, estimateHours(use, stretch, { method, weeks, ...present({ total }) })]),
  );
}
