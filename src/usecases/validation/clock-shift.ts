import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type DayOfHours, type HourStretch, hourQuality, hourStart, shiftHours } from '../../domain/metering/index.ts';
import type { ValidationProblemCode } from '../../domain/validation/index.ts';
import type { ShiftDecided } from '../../store/validation/index.ts';
import type { ExceptionCase } from './exception-case.ts';

/** A clock shift as typed. */
export interface TypedShift {
  /** Whole hours by which the clock was ahead; behind: negative. */
  readonly ahead: string;
  /** The first hour it labelled, and the first that it did not any more, by the wall clock: `2026-05-13T00:00`. */
  readonly from: string;
  readonly until: string;
}

/** The hours of a stretch with the clock set right. */
export interface ClockShift {
  readonly stretch: HourStretch;
  readonly hours: DayOfHours;
  readonly decided: ShiftDecided;
}

const maxHours = 23;

/** What the rule found, up to the last read, to begin with; undefined where another rule found it. */
export function foundShift({ exception, use, stretch }: ExceptionCase): TypedShift | undefined {
  const ahead = exception.detail['hours'];
  if (exception.rule !== 'clock-shift' || ahead === undefined) return undefined;
  let { until } = stretch;
  while (until > stretch.from && use.quality[until - 1] === hourQuality.missing) until -= 1;
  const clock = (hour: number) =>
    hourStart(use.span, hour).toZonedDateTimeISO(use.span.zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  return { ahead: `${ahead}`, from: clock(stretch.from), until: clock(until) };
}

/**
 * The hours as they are with the clock set right, for the page to show and for the answer to keep. Of an hour that the
 * wall clock has twice, the first is meant.
 */
export function clockShift(
  { exception, use, nowHour }: ExceptionCase,
  { ahead, from, until }: TypedShift,
): Result<ClockShift, Problem<ValidationProblemCode>> {
  if (exception.rule !== 'clock-shift') return refused({ code: 'validation.answer-missing', field: 'answer' });
  const by = /^[+-]?\d{1,2}$/.test(ahead.trim()) ? Number(ahead) : 0;
  if (by === 0 || Math.abs(by) > maxHours) {
    return refused({ code: 'validation.shift-hours-unreadable', field: 'ahead', params: { max: maxHours } });
  }
  const { span } = use;
  const hourOf = (clock: string): number | undefined => {
    const local = readClock(clock);
    if (local === undefined) return undefined;
    return Math.floor(local.toZonedDateTime(span.zone).epochMilliseconds / 3_600_000) - span.startHour;
  };
  const stretch = { from: hourOf(from) ?? -1, until: hourOf(until) ?? -1 };
  const wrong = stretch.from < 0 ? 'from' : 'until';
  const isWithin = stretch.from >= 0 && stretch.until <= nowHour && stretch.until - stretch.from > Math.abs(by);
  if (!isWithin) {
    const first = span.firstDay.toString();
    return refused({ code: 'validation.shift-stretch-unreadable', field: wrong, params: { first } });
  }
  return ok({
    stretch,
    hours: shiftHours(use, stretch, by),
    decided: { ahead: by, from: hourStart(span, stretch.from), until: hourStart(span, stretch.until) },
  });
}

function readClock(text: string): Temporal.PlainDateTime | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:00(:00)?$/.test(text)) return undefined;
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return undefined;
  }
}
