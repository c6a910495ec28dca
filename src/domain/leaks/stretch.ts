import { hourStart } from '../metering/index.ts';
import type { Finding, FindingKind } from './finding.ts';
import { type KnownFlow, knownCount, unknown } from './known-flow.ts';

/** Hours of a span that support a finding, before they are given moments and gallons. */
export interface Stretch {
  readonly kind: FindingKind;
  /** First hour, and the hour after the last. */
  readonly begin: number;
  readonly end: number;
  /** The hour after the one with which the rule was first met. */
  readonly found: number;
  readonly windowHours: number;
  readonly thresholdGallonsAnHour: number;
  /** Only hours of the day that the rule looks at; all where left out. */
  readonly looksAt?: (hour: number) => boolean;
  readonly usualGallonsAnHour?: number;
  readonly nights?: number;
}

/**
 * What a leak runs under a household's use: of the hours it shows in, the one a tenth from the lowest. The lowest itself
 * would be a count short where the register rounds.
 */
const lowShare = 0.1;

/** A stretch of flow as a finding: what runs is the low end of its hours, what is lost at most that in each of them. */
export function flowFinding(flow: KnownFlow, stretch: Stretch): Finding {
  const counts: number[] = [];
  for (let hour = stretch.begin; hour < stretch.end; hour += 1) {
    const count = stretch.looksAt?.(hour) === false ? unknown : knownCount(flow, hour);
    if (count > 0) counts.push(count);
  }
  counts.sort((a, b) => a - b);
  const floor = counts[Math.floor(counts.length * lowShare)] ?? 0;
  let lost = 0;
  for (let hour = stretch.begin; hour < stretch.end; hour += 1) {
    const count = knownCount(flow, hour);
    if (count !== unknown) lost += Math.min(count, floor);
  }
  const { usualGallonsAnHour, nights } = stretch;
  return {
    kind: stretch.kind,
    beganAt: hourStart(flow.span, stretch.begin),
    foundAt: hourStart(flow.span, stretch.found),
    seenAt: hourStart(flow.span, stretch.end),
    gallonsAnHour: floor * flow.gallonsACount,
    gallonsLost: lost * flow.gallonsACount,
    evidence: {
      windowHours: stretch.windowHours,
      thresholdGallonsAnHour: stretch.thresholdGallonsAnHour,
      hoursCounted: counts.length,
      lowestGallonsAnHour: (counts[0] ?? 0) * flow.gallonsACount,
      ...(usualGallonsAnHour === undefined ? {} : { usualGallonsAnHour }),
      ...(nights === undefined ? {} : { nights }),
    },
  };
}

/** Stretches that meet or overlap are one; it was found when the first of them was. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.toSorted((a, b) => a.begin - b.begin || b.end - a.end);
  const whole: Stretch[] = [];
  for (const next of sorted) {
    const last = whole.at(-1);
    if (last === undefined || next.begin > last.end) {
      whole.push(next);
      continue;
    }
    const first = next.found < last.found ? next : last;
    whole[whole.length - 1] = { ...first, begin: last.begin, end: Math.max(last.end, next.end) };
  }
  return whole;
}
