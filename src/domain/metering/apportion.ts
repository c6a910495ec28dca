import { columnMemory } from './column-memory.ts';
import { hourQuality } from './hour-quality.ts';

/** Hours side by side: `hours` of them from `startHour`, counted from 1970-01-01T00Z. Every `HourSpan` is one. */
export interface Hours {
  readonly startHour: number;
  readonly hours: number;
}

/** How much a stretch is to be believed; of the stretches that meet in an hour the least believed speaks for it. */
export const belief = { measured: 0, edited: 1, estimated: 2, suspect: 3 } as const;

/** Seconds; what ran in a longer time is shared out over its hours, which are estimated then. */
export const longestMeasured = 7200;

/** The quality of an hour that is believed so far. */
export const qualityOf = new Uint8Array([
  hourQuality.measured,
  hourQuality.edited,
  hourQuality.estimated,
  hourQuality.suspect,
]);

/** The sheet on which a meter's stretches are laid; whole counts in, whole counts out. */
export interface HourSheet {
  readonly span: Hours;
  readonly counts: Int32Array;
  readonly believed: Uint8Array;
  /** Seconds of each hour that some stretch covers. */
  readonly covered: Uint16Array;
}

export function hourSheet(span: Hours): HourSheet {
  const { hours } = span;
  const { buffer, offset } = columnMemory(hours * 7);
  return {
    span,
    counts: new Int32Array(buffer, offset, hours),
    covered: new Uint16Array(buffer, offset + hours * 4, hours),
    believed: new Uint8Array(buffer, offset + hours * 6, hours),
  };
}

/**
 * Lays `counts` that ran from `from` to `to` (epoch seconds) evenly over their hours. Rounded at each hour's end to the
 * whole count of the stretch so far, so that the hours add up to `counts` exactly.
 */
export function layStretch(
  sheet: HourSheet,
  stretch: { readonly from: number; readonly to: number; readonly counts: number; readonly believed: number },
): void {
  const { from, to, counts, believed } = stretch;
  const length = to - from;
  const first = Math.floor(from / 3600) - sheet.span.startHour;
  const last = Math.ceil(to / 3600) - sheet.span.startHour;
  const begin = Math.max(first, 0);
  const end = Math.min(last, sheet.span.hours);
  let before = 0;
  let past = from;
  if (begin > first) {
    past = (sheet.span.startHour + begin) * 3600;
    before = Math.round((counts * (past - from)) / length);
  }
  for (let hour = begin; hour < end; hour += 1) {
    const boundary = (sheet.span.startHour + hour + 1) * 3600;
    const until = Math.min(boundary, to);
    const after = until === to ? counts : Math.round((counts * (until - from)) / length);
    sheet.counts[hour] = (sheet.counts[hour] ?? 0) + after - before;
    sheet.covered[hour] = (sheet.covered[hour] ?? 0) + until - past;
    if (believed > (sheet.believed[hour] ?? 0)) sheet.believed[hour] = believed;
    before = after;
    past = until;
  }
}

/** `layStretch` for a stretch that is one whole hour. */
export function layHour(
  sheet: HourSheet,
  stretch: { readonly from: number; readonly counts: number; readonly believed: number },
): void {
  const hour = stretch.from / 3600 - sheet.span.startHour;
  if (hour < 0 || hour >= sheet.span.hours) return;
  sheet.counts[hour] = (sheet.counts[hour] ?? 0) + stretch.counts;
  sheet.covered[hour] = 3600;
  if (stretch.believed > (sheet.believed[hour] ?? 0)) sheet.believed[hour] = stretch.believed;
}

/** An hour's count is of 32 bits; below this rate no hour, of however many stretches, goes past them. */
const maxPerHour = 2_147_000_000;

export const isTooMuch = (stretch: { readonly from: number; readonly to: number; readonly counts: number }): boolean =>
  Math.abs(stretch.counts) * 3600 > maxPerHour * (stretch.to - stretch.from);

/** An hour that nothing covers is missing; one covered in part holds what ran in that part, and is estimated. */
export function qualityOfHours(sheet: HourSheet, quality = new Uint8Array(sheet.span.hours)): Uint8Array {
  for (let hour = 0; hour < quality.length; hour += 1) {
    const covered = sheet.covered[hour] ?? 0;
    const believed = sheet.believed[hour] ?? 0;
    quality[hour] =
      covered === 0
        ? hourQuality.missing
        : (qualityOf[covered < 3600 && believed < belief.estimated ? belief.estimated : believed] ?? 0);
  }
  return quality;
}
