import { inLanguage } from '../../../domain/kernel/index.ts';
import { degreesIn, rainIn, type WeatherOfDays, type WeatherUnits } from '../../../domain/weather/index.ts';
import type { UseShown, WeatherShown } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import type { Column } from '../table.tsx';
import { degreesText, rainText } from './weather-words.ts';

export const weatherUnits = ({ var: { deps } }: PageContext): WeatherUnits => deps.utility.weather?.units ?? 'us';

/** The strips of a drawing, in the utility's degrees and inches; none under the hours of one day. */
export const chartWeather = (c: PageContext, { weather, scale }: UseShown) =>
  weather === undefined || scale === 'hour' ? {} : stripsOf(c, weather.bars);

/** The strips under any bars; none where nothing is known about any. */
export function stripsOf(c: PageContext, bars: readonly (WeatherOfDays | undefined)[]) {
  if (bars.every((bar) => bar === undefined)) return {};
  const { t } = c.var;
  const units = weatherUnits(c);
  const strips = {
    days: bars.map(
      (bar) =>
        bar && {
          ...(bar.highCelsius === undefined ? {} : { high: degreesIn(units, bar.highCelsius) }),
          ...(bar.lowCelsius === undefined ? {} : { low: degreesIn(units, bar.lowCelsius) }),
          ...(bar.rainMillimetres === undefined ? {} : { rain: rainIn(units, bar.rainMillimetres) }),
        },
    ),
    degreesTick: (degrees: number) => `${t.number(degrees)}°`,
    rainTick: (rain: number) => t.number(rain),
  };
  return { weather: strips };
}

/** What the lines and bars of the strips are, under bars of a day or of more. */
export function WeatherKey({ c, isDay }: { c: PageContext; isDay: boolean }) {
  const { t } = c.var;
  const unit = weatherUnits(c) === 'us' ? '°F' : '°C';
  return (
    <>
      <li class="c-use__key-high">{t(isDay ? 'use.key-high' : 'use.key-high-mean', { unit })}</li>
      <li class="c-use__key-low">{t(isDay ? 'use.key-low' : 'use.key-low-mean', { unit })}</li>
      <li class="c-use__key-rain">{t(`use.key-rain-${weatherUnits(c)}`)}</li>
    </>
  );
}

/** Where the weather was measured, or that it was not. */
export function weatherFrom(
  { var: { t, deps } }: PageContext,
  { isSimulated }: Pick<WeatherShown, 'isSimulated'>,
): string {
  if (isSimulated) return t('use.weather-simulated');
  const place = inLanguage(deps.utility.weather?.place, t.language);
  return place === undefined ? t('use.weather-noaa') : t('use.weather-noaa-at', { place });
}

/** High, low and rain of each bar that is a day or more. */
export function weatherColumns(c: PageContext, { weather, scale }: UseShown): readonly Column<number>[] {
  if (weather === undefined || scale === 'hour') return [];
  const { t } = c.var;
  const units = weatherUnits(c);
  const cell = (write: (units: WeatherUnits, value: number) => string, of: keyof WeatherOfDays) => (index: number) => {
    const value = weather.bars[index]?.[of];
    return value === undefined ? '—' : write(units, value);
  };
  return [
    {
      heading: t(scale === 'day' ? 'use.weather-column-high' : 'use.weather-column-high-mean'),
      numeric: true,
      cell: cell((unit, value) => degreesText(t, unit, value), 'highCelsius'),
    },
    {
      heading: t(scale === 'day' ? 'use.weather-column-low' : 'use.weather-column-low-mean'),
      numeric: true,
      cell: cell((unit, value) => degreesText(t, unit, value), 'lowCelsius'),
    },
    {
      heading: t('use.weather-column-rain'),
      numeric: true,
      cell: cell((unit, value) => rainText(t, unit, value), 'rainMillimetres'),
    },
  ];
}
