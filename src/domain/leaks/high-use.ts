import { hourStart } from '../metering/index.ts';
import { daysOfUse } from './days-of-use.ts';
import type { HighUseRule } from './detector-settings.ts';
import { expectedUse, type UsualDay, warmthOf } from './expected-use.ts';
import type { Finding } from './finding.ts';
import type { KnownFlow } from './known-flow.ts';
import type { DailyWeather } from './leak-context.ts';

/** A day with what it used and what was to be expected of it. */
interface HighDay {
  readonly day: number;
  readonly gallons: number;
  readonly expected: number;
}

/**
 * Days that together used far more than the meter's own days before them, by weather and day of the week. What is usual
 * stays what it was until the use is over; after some weeks it has become usual.
 */
export function highUse(flow: KnownFlow, rule: HighUseRule, weather?: DailyWeather): Finding[] {
  const use = daysOfUse(flow);
  const firstWeekday = flow.span.firstDay.dayOfWeek;
  const days = Array.from(
    use,
    (gallons, day): UsualDay => ({
      gallons,
      weekday: ((firstWeekday - 1 + day) % 7) + 1,
      warmth: weather === undefined ? Number.NaN : warmthOf(weather, day),
    }),
  );
  const found: Finding[] = [];
  for (let from = 1; from + rule.days <= use.length; from += 1) {
    // Cheap first: nine in ten days are no candidates.
    if (!(sumOf(use, from, from + rule.days) >= rule.gallonsADay * rule.days)) continue;
    const usual = days.slice(Math.max(0, from - rule.usualDays), from).filter(({ gallons }) => !Number.isNaN(gallons));
    if (usual.length < rule.usualDays / 2) continue;
    const expect = expectedUse(usual);
    if (!isTooMuch(sumsOf(from, days, rule, expect), rule)) continue;
    const high = highFrom(from, days, rule, expect);
    found.push(finding(flow, rule, high));
    from = high.at(-1)?.day ?? from;
  }
  return found;
}

/** Days together: what they used, and what was to be expected of them. */
interface Together {
  readonly days: number;
  readonly used: number;
  readonly expected: number;
}

/** The first days from `from` on. */
function sumsOf(
  from: number,
  days: readonly UsualDay[],
  { days: count }: HighUseRule,
  expect: (day: UsualDay) => number,
): Together {
  let [used, expected] = [0, 0];
  for (let day = from; day < from + count; day += 1) {
    const one = days[day];
    if (one === undefined) continue;
    used += one.gallons;
    expected += expect(one);
  }
  return { days: count, used, expected };
}

/** The days from `from` on, of which the first are too much, as long as the last `days` of them are too much together. */
function highFrom(
  from: number,
  days: readonly UsualDay[],
  rule: HighUseRule,
  expect: (day: UsualDay) => number,
): HighDay[] {
  const high: HighDay[] = [];
  for (let day = from; day < days.length; day += 1) {
    const one = days[day];
    if (one === undefined || Number.isNaN(one.gallons)) continue;
    high.push({ day, gallons: one.gallons, expected: expect(one) });
    if (high.length <= rule.days || isTooMuch(togetherOf(high.slice(-rule.days)), rule)) continue;
    high.pop();
    break;
  }
  return high;
}

const togetherOf = (days: readonly HighDay[]): Together => ({
  days: days.length,
  used: days.reduce((sum, { gallons }) => sum + gallons, 0),
  expected: days.reduce((sum, { expected }) => sum + expected, 0),
});

const isTooMuch = ({ days, used, expected }: Together, { times, gallonsADay }: HighUseRule): boolean =>
  used >= expected * times && used >= expected + gallonsADay * days;

function finding(flow: KnownFlow, rule: HighUseRule, high: readonly HighDay[]): Finding {
  const hourAfter = (index: number): number => flow.span.dayStart[(high.at(index)?.day ?? 0) + 1] ?? 0;
  // Days of the first window that were as usual only dilute it.
  const first = high.find(({ gallons, expected }) => gallons > expected * rule.times)?.day ?? 0;
  const hours = high.length * 24;
  const used = high.reduce((sum, { gallons }) => sum + gallons, 0);
  const usual = high.reduce((sum, one) => sum + one.expected, 0);
  return {
    kind: 'high-use',
    beganAt: hourStart(flow.span, flow.span.dayStart[first] ?? 0),
    foundAt: hourStart(flow.span, hourAfter(rule.days - 1)),
    seenAt: hourStart(flow.span, hourAfter(-1)),
    gallonsAnHour: (used - usual) / hours,
    gallonsLost: used - usual,
    evidence: {
      windowHours: rule.days * 24,
      thresholdGallonsAnHour: Math.max((usual * rule.times) / hours, usual / hours + rule.gallonsADay / 24),
      hoursCounted: hours,
      lowestGallonsAnHour: Math.min(...high.map(({ gallons }) => gallons)) / 24,
      usualGallonsAnHour: usual / hours,
    },
  };
}

function sumOf(use: Float64Array, from: number, until: number): number {
  let sum = 0;
  for (let day = from; day < until; day += 1) sum += use[day] ?? Number.NaN;
  return sum;
}
