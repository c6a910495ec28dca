import { present } from '../kernel/index.ts';
import { hourStart } from '../metering/index.ts';
import type { Evidence, Finding, FindingKind } from './finding.ts';
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
  /** What runs, in counts, where the rule knows it better than the low end of the hours says. */
  readonly rate?: number;
  readonly usualGallonsAnHour?: number;
  readonly nights?: number;
}

/**
 * What a leak runs under a household's use: of the hours it shows in, the one a tenth from the lowest. The lowest itself
 * would be a count short where the register rounds.
 */
const lowShare = 0.1;

/** The lower end of hours, from the lowest on. */
export const lowEnd = (sorted: ArrayLike<number>): number => sorted[Math.floor(sorted.length * lowShare)] ?? 0;

/** A stretch of flow as a finding: what runs is the low end of its hours, what is lost at most that in each of them. */
export function flowFinding(flow: KnownFlow, stretch: Stretch): Finding {
  const counts: number[] = [];
  for (let hour = stretch.begin; hour < stretch.end; hour += 1) {
    const count = stretch.looksAt?.(hour) === false ? unknown : knownCount(flow, hour);
    if (count > 0) counts.push(count);
  }
  counts.sort((a, b) => a - b);
  const floor = stretch.rate ?? lowEnd(counts);
  const usual = (stretch.usualGallonsAnHour ?? 0) / flow.gallonsACount;
  let lost = 0;
  for (let hour = stretch.begin; hour < stretch.end; hour += 1) {
    const count = knownCount(flow, hour);
    if (count !== unknown) lost += Math.max(0, Math.min(count, floor) - usual);
  }
  return {
    ...momentsOf(flow, stretch),
    gallonsAnHour: Math.max(0, floor - usual) * flow.gallonsACount,
    gallonsLost: lost * flow.gallonsACount,
    evidence: evidenceOf(flow, stretch, { hoursCounted: counts.length, lowest: counts[0] ?? 0 }),
  };
}

/** A stretch of which all that ran should not have, as a finding: what runs is the mean of its known hours. */
export function allOf(flow: KnownFlow, stretch: Stretch): Finding {
  let hours = 0;
  let ran = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let known = 0;
  for (let hour = stretch.begin; hour < stretch.end; hour += 1) {
    const count = knownCount(flow, hour);
    if (count === unknown) continue;
    known += 1;
    if (stretch.looksAt?.(hour) === false) continue;
    hours += 1;
    ran += count;
    lowest = Math.min(lowest, count);
  }
  return {
    ...momentsOf(flow, stretch),
    gallonsAnHour: (ran / known) * flow.gallonsACount,
    gallonsLost: ran * flow.gallonsACount,
    evidence: evidenceOf(flow, stretch, { hoursCounted: hours, lowest }),
  };
}

const momentsOf = ({ span }: KnownFlow, { kind, begin, found, end }: Stretch) => ({
  kind,
  beganAt: hourStart(span, begin),
  foundAt: hourStart(span, found),
  seenAt: hourStart(span, end),
});

const evidenceOf = (
  { gallonsACount }: KnownFlow,
  { windowHours, thresholdGallonsAnHour, usualGallonsAnHour, nights }: Stretch,
  { hoursCounted, lowest }: { readonly hoursCounted: number; readonly lowest: number },
): Evidence => ({
  windowHours,
  thresholdGallonsAnHour,
  hoursCounted,
  lowestGallonsAnHour: lowest * gallonsACount,
  ...present({ usualGallonsAnHour, nights }),
});

/**
 * Stretches that meet or overlap are one: the one that was found first, and the others only prolong it. Where it began is
 * as that one saw it, since a later window, which saw more hours, was not there when somebody was told.
 */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.toSorted((a, b) => a.begin - b.begin || b.end - a.end);
  const whole: { first: Stretch; end: number }[] = [];
  for (const next of sorted) {
    const last = whole.at(-1);
    if (last === undefined || next.begin > last.end) {
      whole.push({ first: next, end: next.end });
      continue;
    }
    if (next.found < last.first.found) last.first = next;
    last.end = Math.max(last.end, next.end);
  }
  return whole.map(({ first, end }) => ({ ...first, end }));
}
