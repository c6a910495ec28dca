import { measureForecasts } from '../../usecases/forecast/index.ts';
import type { Task } from '../task.ts';

/** Measures once a week how wrong recent forecasts were: every range is taken from that. */
export const measureForecastsTask: Task = async (_payload, { db, utility, log }, now) => {
  const zone = utility.time_zone;
  const homes = await measureForecasts(db, { zone, today: now.toZonedDateTimeISO(zone).toPlainDate() });
  if (homes > 0) log.info({ homes }, 'measured forecasts');
};
