import { measureForecasts } from '../../usecases/forecast/index.ts';
import type { Task } from '../task.ts';

/** How wrong forecasts were of late is measured once a week; what every range is taken from. */
export const measureForecastsTask: Task = async (_payload, { db, utility, log }, now) => {
  const zone = utility.time_zone;
  const homes = await measureForecasts(db, { zone, today: now.toZonedDateTimeISO(zone).toPlainDate() });
  if (homes > 0) log.info({ homes }, 'measured forecasts');
};
