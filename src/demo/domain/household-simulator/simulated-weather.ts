import type { HourSpan } from '../../../domain/metering/index.ts';
import type { Dice } from './dice.ts';

/** Each local day of a span; as long as its days. */
export interface SimulatedWeather {
  readonly highCelsius: Float64Array;
  readonly lowCelsius: Float64Array;
  readonly rainMillimetres: Float64Array;
}

/** Warmth and frost come in spells: what a day keeps of the day before. */
const persistence = 0.75;

/**
 * Weather of an inland valley of the Pacific Northwest: highs of 8 °C in January and 33 °C in July, dry summers, and rain
 * on every other winter day that lets up in spring.
 */
export function simulateWeather(span: HourSpan, die: Dice): SimulatedWeather {
  const highCelsius = new Float64Array(span.days);
  const lowCelsius = new Float64Array(span.days);
  const rainMillimetres = new Float64Array(span.days);
  let spell = 0;
  for (let day = 0; day < span.days; day += 1) {
    const date = span.firstDay.add({ days: day });
    const summer = (1 - Math.cos((2 * Math.PI * (date.dayOfYear - 17)) / 365)) / 2;
    spell = persistence * spell + 3 * Math.log(die.around(1));
    const wet = die.happens(0.5 - 0.46 * summer);
    highCelsius[day] = 8 + 25 * summer + spell - (wet ? 2 : 0);
    lowCelsius[day] = -0.5 + 13 * summer + 0.8 * spell + (wet ? 2 : -1);
    rainMillimetres[day] = wet ? 4 * die.around(0.9) : 0;
  }
  return { highCelsius, lowCelsius, rainMillimetres };
}
