import {
  dice,
  type PlannedLeak,
  pourLeak,
  registerHours,
  type SimulatedWeather,
} from '../../src/demo/domain/household-simulator/index.ts';
import { present } from '../../src/domain/kernel/index.ts';
import type { HourSpan } from '../../src/domain/metering/index.ts';
import { doubling } from './chance-events.ts';
import { pourSite } from './commercial-meters.ts';
import { pourGarden } from './irrigation-meters.ts';
import { anySize, daysBefore, type LabelledHome, loseHours } from './labelled-homes.ts';
import { pourFlats } from './multi-family-meters.ts';
import { multiplierFor } from './site-plumbing.ts';

/** The classes of meters besides homes, and what is poured behind them; it says what it is. */
const pours = { 'multi-family': pourFlats, commercial: pourSite, irrigation: pourGarden };

export type MeterClass = keyof typeof pours;

interface LabelledMeter extends LabelledHome {
  readonly what: string;
  /** Without the leak, of all hours. */
  readonly meanGallonsAnHour: number;
}

/** Leaks are drawn from a fiftieth of the meter's mean flow to three times as much; in gardens by what they are. */
const shareOfMean = { min: 0.02, max: 3 };

/** A meter's year with at most one leak, which is known. */
export function labelledMeter(
  of: MeterClass,
  seed: number,
  {
    span,
    weather,
    leaking = 0.5,
  }: { readonly span: HourSpan; readonly weather: SimulatedWeather; readonly leaking?: number },
): LabelledMeter {
  const die = dice(seed);
  const gallons = new Float64Array(span.hours);
  const what = pours[of]({ span, weather, gallons }, die);
  const meanGallonsAnHour = gallons.reduce((sum, hour) => sum + hour, 0) / span.hours;
  const from = die.between(daysBefore * 24, span.hours - 30 * 24);
  const drawn: PlannedLeak = {
    from,
    until: from + die.between(4 * 24, 30 * 24),
    gallonsAnHour:
      of === 'irrigation'
        ? doubling(anySize.min, anySize.max, die)
        : Math.max(0.5, meanGallonsAnHour * doubling(shareOfMean.min, shareOfMean.max, die)),
    pauseHours: die.happens(0.4) ? die.between(5, 8) : 0,
  };
  const leak = die.happens(leaking) ? drawn : undefined;
  if (leak !== undefined) pourLeak({ span, gallons }, leak, die);
  const register = { unit: 'gal', multiplier: multiplierFor(meanGallonsAnHour, die) } as const;
  const counts = registerHours(gallons, register);
  const quality = loseHours(span, counts, die);
  return {
    use: { span, register, counts, quality },
    ...{ what, meanGallonsAnHour, hasPool: false, vacations: [] },
    ...present({ leak }),
  };
}
