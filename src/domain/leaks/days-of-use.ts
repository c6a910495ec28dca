import { type KnownFlow, unknown } from './known-flow.ts';

/** With more hours of a day unknown, its use is. */
const maxUnknown = 2;

/** Each day's use in gallons, an unknown hour as the mean of the others; `NaN` for a day of which too little is known. */
export function daysOfUse(flow: KnownFlow): Float64Array {
  const { dayStart, days } = flow.span;
  const use = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    const [from, to] = [dayStart[day] ?? 0, dayStart[day + 1] ?? 0];
    let counts = 0;
    let known = 0;
    for (let hour = from; hour < to; hour += 1) {
      const count = flow.counts[hour] ?? unknown;
      if (count === unknown) continue;
      counts += count;
      known += 1;
    }
    use[day] = known < to - from - maxUnknown ? Number.NaN : (counts / known) * (to - from) * flow.gallonsACount;
  }
  return use;
}
