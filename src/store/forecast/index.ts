export {
  errorsAhead,
  errorsMeasuredOn,
  keepErrors,
  type MeasuredErrors,
  type RunningAccount,
  runningAccount,
  sampleOfHomes,
  servicePointsOfMeters,
} from './forecast.ts';
export { forgetForecast, type KeptForecast, keepForecast, keptForecast } from './running-forecast.ts';
