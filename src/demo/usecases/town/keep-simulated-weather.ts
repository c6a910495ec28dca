import type { Database } from '../../../store/database.ts';
import { insertWeather } from '../../../store/weather/index.ts';
import type { SimulatedWeather } from '../../domain/household-simulator/index.ts';

/**
 * Keeps the weather in which the simulated homes watered their gardens, to a tenth of a degree: of the days that have
 * ended, under a station that says what it is.
 */
export async function keepSimulatedWeather(
  db: Database,
  { highCelsius, lowCelsius, rainMillimetres }: SimulatedWeather,
  {
    firstDay,
    days,
    now,
  }: { readonly firstDay: Temporal.PlainDate; readonly days: number; readonly now: Temporal.Instant },
): Promise<void> {
  const tenths = (values: Float64Array, day: number) => Math.round((values[day] ?? 0) * 10);
  await insertWeather(
    db,
    {
      ...{ station: 'SIMULATED', source: 'simulated', fileName: 'simulated-weather', sha256: '0'.repeat(64) },
      ...{ receivedAt: now, receivedBy: 'demo' },
    },
    Array.from({ length: days }, (_, day) => ({
      day: firstDay.add({ days: day }),
      highTenths: tenths(highCelsius, day),
      lowTenths: tenths(lowCelsius, day),
      rainTenths: tenths(rainMillimetres, day),
    })),
  );
}
