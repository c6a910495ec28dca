import { fetchWeather } from '../../usecases/weather/index.ts';
import type { Task } from '../task.ts';

/** Asks the weather service once a day; one that does not answer is asked again later, as any job that throws. */
export const fetchWeatherTask: Task = async (_payload, { db, utility, log }, now) => {
  const fetched = await fetchWeather(db, utility, now);
  if (!fetched.ok) throw new Error(`${fetched.problem.code} ${JSON.stringify(fetched.problem.params ?? {})}`);
  if (fetched.value === undefined) return;
  const { problems, ...tally } = fetched.value;
  log.info(tally, 'weather fetched');
  for (const { code, place } of problems.slice(0, 20))
    log.warn({ code, line: place?.line }, 'a line of weather refused');
};
