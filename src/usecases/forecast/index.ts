export { measureForecasts } from './measure-forecasts.ts';
export { type ForecastTerms, type RunningBill, runningBill } from './running-bill.ts';
