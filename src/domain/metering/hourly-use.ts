import { convertVolume, type Exact, exact, type VolumeUnit } from '../kernel/index.ts';
import { hourQuality } from './hour-quality.ts';
import type { HourSpan } from './hour-span.ts';
import type { MeterDay } from './meter-day.ts';

/** What one count of a meter's interval register stands for: `multiplier` of `unit`. */
export interface CountUnit {
  readonly unit: VolumeUnit;
  /** A decimal as text, e.g. `0.1`. */
  readonly multiplier: string;
}

/** One meter's use over a span of hours, as the meter counted it. */
export interface HourlyUse {
  readonly span: HourSpan;
  readonly register: CountUnit;
  /** Counts that ran in each hour; 0 where the hour is missing. */
  readonly counts: Int32Array;
  /** A `hourQuality` for each hour. */
  readonly quality: Uint8Array;
}

/** Lays stored days into a span; an hour that no day has is missing. */
export function hourlyUse(span: HourSpan, register: CountUnit, days: Iterable<MeterDay>): HourlyUse {
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours).fill(hourQuality.missing);
  for (const { day, counts: dayCounts, quality: dayQuality } of days) {
    const index = span.firstDay.until(day).days;
    const from = span.dayStart[index];
    if (index < 0 || index >= span.days || from === undefined) continue;
    counts.set(dayCounts, from);
    quality.set(dayQuality, from);
  }
  return { span, register, counts, quality };
}

/** The same hours over a span that lies within theirs. */
export function withinSpan(use: HourlyUse, span: HourSpan): HourlyUse {
  const from = span.startHour - use.span.startHour;
  const to = from + span.hours;
  return { ...use, span, counts: use.counts.subarray(from, to), quality: use.quality.subarray(from, to) };
}

/** What `counts` of the interval register are in `unit`, exactly. */
export const volumeOfCounts = (register: CountUnit, counts: number, unit: VolumeUnit): Exact =>
  convertVolume(exact(register.multiplier).mul(exact(counts)), register.unit, unit);
