export { type DailyUse, dailyUse, together } from './daily-use.ts';

export { type BillForecast, forecastBill } from './forecast-bill.ts';
export { forecastUse, type NoForecast, type PointDays, type UseForecast, type WaterForecast } from './forecast-use.ts';
export { type KnownLeak, leakOf } from './leak-water.ts';
export { pastErrors } from './past-errors.ts';
export { type Tier, tierAt, tierEntered } from './tiers.ts';
