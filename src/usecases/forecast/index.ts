export type { KeptForecast } from '../../store/running-forecast.ts';
export { measureForecasts } from './measure-forecasts.ts';
export { nextBill, nextBillBriefly } from './next-bill.ts';
export { loadDailyUse, type RunningBill, runningBill } from './running-bill.ts';
