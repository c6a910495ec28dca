import type { OvernightRule } from './detector-settings.ts';
import { countsFor, type KnownFlow, unknown } from './known-flow.ts';
import { isAtNight, type Night, nightsOf, steadyNights } from './nights.ts';
import { joined, type Stretch } from './stretch.ts';

/**
 * A household sleeps: where no hour of most nights is without flow, something runs by itself. It finds the leak that stops
 * for some hours of the day, which no rule of unbroken hours does. Nights of which too little is known are stepped over.
 */
export function overnightMinimum(flow: KnownFlow, rule: OvernightRule): Stretch[] {
  const least = countsFor(flow, rule.gallonsAnHour);
  const known = nightsOf(flow, rule).filter((night) => night.least !== unknown);
  const isHigh = (night: Night): boolean => night.least >= least;
  const stretches = known.flatMap((night, index): Stretch[] => {
    const high = known.slice(Math.max(0, index + 1 - rule.ofNights), index + 1).filter(isHigh);
    const [first] = high;
    if (!isHigh(night) || high.length < rule.nights || first === undefined) return [];
    if (steadyNights(flow, high) < rule.steady) return [];
    return [
      {
        kind: 'overnight-minimum',
        begin: first.begin,
        end: night.end,
        found: night.end,
        windowHours: high.reduce((hours, { begin, end }) => hours + end - begin, 0),
        thresholdGallonsAnHour: rule.gallonsAnHour,
        looksAt: isAtNight(flow, rule),
      },
    ];
  });
  return joined(stretches).map((stretch) => ({
    ...stretch,
    nights: known.filter((night) => isHigh(night) && night.begin >= stretch.begin && night.end <= stretch.end).length,
  }));
}
