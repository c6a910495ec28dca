import { type KnownFlow, knownCount, unknown } from './known-flow.ts';

/** With more hours of a day unknown, its use is. */
const maxUnknown = 2;

/** Each day's use in gallons, an unknown hour as the mean of the others; `NaN` for a day of which too little is known. */
export function daysOfUse(flow: KnownFlow): Float64Array {
  return Float64Array.from({ length: flow.span.days }, (_, day) => {
    const [from = 0, to = 0] = flow.span.dayStart.subarray(day, day + 2);
    let counts = 0;
    let known = 0;
    for (let hour = from; hour < to; hour += 1) {
      const count = knownCount(flow, hour);
      if (count === unknown) continue;
      counts += count;
      known += 1;
    }
    return known < to - from - maxUnknown ? Number.NaN : (counts / known) * (to - from) * flow.gallonsACount;
  });
}
