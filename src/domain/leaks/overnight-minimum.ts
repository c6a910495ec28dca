import type { OvernightRule, OvernightWindow } from './detector-settings.ts';
import type { MayBeHouse } from './fuller-house.ts';
import { countsFor, type KnownFlow, unknown } from './known-flow.ts';
import type { DailyWeather } from './leak-context.ts';
import { isAtNight, type Night, nightsOf, steadyNights } from './nights.ts';
import { joined, type Stretch } from './stretch.ts';

/**
 * A household sleeps: where no hour of most nights is without flow, something runs by itself. It finds the leak that stops
 * for some hours of the day, which no rule of unbroken hours does. Nights of which too little is known are stepped over.
 */
export function overnightMinimum(
  flow: KnownFlow,
  rule: OvernightRule,
  {
    weather,
    isHouse = () => false,
  }: { readonly weather?: DailyWeather | undefined; readonly isHouse?: MayBeHouse } = {},
): Stretch[] {
  const known = nightsOf(flow, rule).filter((night) => night.min !== unknown);
  const looksAt = isAtNight(flow, rule);
  const hasWeather = ({ begin }: Night): boolean =>
    !Number.isNaN(weather?.highCelsius[flow.span.dayOf[begin] ?? 0] ?? Number.NaN);
  const stretches = rule.windows.flatMap((window) =>
    windowsOf(flow, window.asksWeather === true ? known.filter(hasWeather) : known, window).filter(
      (stretch) => !isHouse(stretch, minCount(known, stretch)),
    ),
  );
  return joined(stretches).map((stretch) => {
    const isHigh = highFor(flow, stretch.thresholdGallonsAnHour);
    const within = known.filter((night) => night.begin >= stretch.begin && night.end <= stretch.end);
    return { ...stretch, looksAt, nights: within.filter(isHigh).length };
  });
}

/** The least count of a stretch's nights. */
const minCount = (known: readonly Night[], { begin, end }: Stretch): number =>
  known.reduce(
    (min, night) => (night.begin >= begin && night.end <= end ? Math.min(min, night.min) : min),
    Number.POSITIVE_INFINITY,
  );

const highFor = (flow: KnownFlow, gallonsAnHour: number): ((night: Night) => boolean) => {
  const min = countsFor(flow, gallonsAnHour);
  return (night) => night.min >= min;
};

function windowsOf(flow: KnownFlow, known: readonly Night[], window: OvernightWindow): Stretch[] {
  const isHigh = highFor(flow, window.gallonsAnHour);
  return known.flatMap((night, index): Stretch[] => {
    if (!isHigh(night)) return [];
    const high = known.slice(Math.max(0, index + 1 - window.ofNights), index + 1).filter(isHigh);
    const [first] = high;
    if (high.length < window.nights || first === undefined) return [];
    if (steadyNights(flow, high) < window.steady) return [];
    return [
      {
        kind: 'overnight-minimum',
        begin: first.begin,
        end: night.end,
        found: night.end,
        windowHours: high.reduce((hours, { begin, end }) => hours + end - begin, 0),
        thresholdGallonsAnHour: window.gallonsAnHour,
      },
    ];
  });
}
