export { type DailyUse, dailyUse } from './daily-use.ts';
export { coverage } from './error-bound.ts';
export { type BillForecast, forecastBill } from './forecast-bill.ts';
export { forecastUse, type NoForecast, type UseForecast } from './forecast-use.ts';
export { pastErrors } from './past-errors.ts';
export { type Tier, type TierEntered, tierAt, tierEntered } from './tiers.ts';
