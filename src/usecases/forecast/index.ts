export type { KeptForecast } from '../../store/forecast/index.ts';
export { daysOfHistory, loadDailyUse } from './days-of-points.ts';
export { measureForecasts } from './measure-forecasts.ts';
export { nextBill, nextBillBriefly } from './next-bill.ts';
export { type RunningBill, runningBill } from './running-bill.ts';
