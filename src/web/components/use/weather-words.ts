import { degreesIn, rainIn, type WeatherOfDays, type WeatherUnits } from '../../../domain/weather/index.ts';
import type { Words } from '../../words/words.ts';

/** `75 °F`. */
export const degreesText = (t: Words, units: WeatherUnits, celsius: number): string =>
  t(`use.weather-degrees-${units}`, { degrees: t.number(Math.round(degreesIn(units, celsius)), 0) });

/** `0.12 in`: hundredths of an inch, tenths of a millimetre. */
export const rainText = (t: Words, units: WeatherUnits, millimetres: number): string =>
  t(`use.weather-depth-${units}`, { rain: rainNumber(t, units, millimetres) });

const rainNumber = (t: Words, units: WeatherUnits, millimetres: number): string =>
  t.number(rainIn(units, millimetres).toFixed(units === 'us' ? 2 : 1), units === 'us' ? 2 : 1);

/** `high 75 °F, low 48 °F, rain 0.12 in`; of more than one day, on average. */
export function weatherText(t: Words, units: WeatherUnits, weather: WeatherOfDays): string {
  const { highCelsius, lowCelsius, rainMillimetres, days } = weather;
  const isMean = days > 1;
  return [
    ...(highCelsius === undefined
      ? []
      : [t(isMean ? 'use.weather-high-mean' : 'use.weather-high', { degrees: degreesText(t, units, highCelsius) })]),
    ...(lowCelsius === undefined
      ? []
      : [t(isMean ? 'use.weather-low-mean' : 'use.weather-low', { degrees: degreesText(t, units, lowCelsius) })]),
    ...(rainMillimetres === undefined
      ? []
      : [
          rainMillimetres === 0
            ? t('use.weather-dry')
            : t('use.weather-rain', { rain: rainText(t, units, rainMillimetres) }),
        ]),
  ].join(', ');
}
