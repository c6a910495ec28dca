import type { NightRiseRule } from './detector-settings.ts';
import { type KnownFlow, unknown } from './known-flow.ts';
import { isAtNight, type Night, nightsOf, steadyNights } from './nights.ts';
import type { Stretch } from './stretch.ts';

/**
 * The lowest hour of so many nights one after another, above what it was on the nights before them: a leak beside water that
 * runs at night anyway, and one too small for the other rules. What was usual stays what it was until the rise is over.
 */
export function nightFlowRise(flow: KnownFlow, rule: NightRiseRule): Stretch[] {
  const nights = nightsOf(flow, rule);
  const rises = (night: Night | undefined, usual: number): boolean =>
    night !== undefined &&
    night.min >= Math.max(1, usual * rule.times, usual + rule.gallonsAnHour / flow.gallonsACount);
  const found: Stretch[] = [];
  for (let from = 1; from + rule.nights <= nights.length; from += 1) {
    // Cheap first: whatever was usual, most nights have an hour without flow.
    if (!rises(nights[from], 0)) continue;
    const usual = usualMin(nights.slice(Math.max(0, from - rule.usualNights), from), rule.usualNights);
    if (usual === undefined || !rises(nights[from], usual)) continue;
    const risen: Night[] = [];
    let next = from;
    for (; next < nights.length; next += 1) {
      const night = nights[next];
      if (night === undefined || night.min === unknown) continue;
      if (!rises(night, usual)) break;
      risen.push(night);
    }
    const met = risen[rule.nights - 1];
    const [first, last] = [risen[0], risen.at(-1)];
    if (met === undefined || first === undefined || last === undefined) continue;
    if (steadyNights(flow, risen.slice(0, rule.nights)) < rule.steady) continue;
    found.push({
      kind: 'night-flow-rise',
      begin: first.begin,
      end: last.end,
      found: met.end,
      windowHours: risen.slice(0, rule.nights).reduce((hours, { begin, end }) => hours + end - begin, 0),
      thresholdGallonsAnHour: Math.max(
        usual * rule.times * flow.gallonsACount,
        usual * flow.gallonsACount + rule.gallonsAnHour,
      ),
      looksAt: isAtNight(flow, rule),
      usualGallonsAnHour: usual * flow.gallonsACount,
      nights: risen.length,
    });
    from = next;
  }
  return found;
}

/** The middle of the nights' least hours, in counts; undefined where less than half of the nights asked for are known. */
function usualMin(nights: readonly Night[], asked: number): number | undefined {
  const known = nights.map(({ min }) => min).filter((min) => min !== unknown);
  if (known.length < asked / 2) return undefined;
  return known.sort((a, b) => a - b)[Math.floor((known.length - 1) / 2)];
}
