export { type AccountUse, accountUse, type MeterUse, ownHours, waterBetween } from './account-use.ts';
export { type BarUse, barUses, besideByKey, largestBar } from './bar-use.ts';
export { type CostHours, costsOfBars, type RunningHours, runningHours } from './cost/cost-of-bars.ts';
export { type CostPeriod, waterPrice } from './cost/cost-period.ts';
export { type HourCost, hourCosts } from './cost/hour-costs.ts';
export { roundedRunning } from './cost/rounded-running.ts';
export { type ServiceOverTime, serviceAt } from './cost/service-over-time.ts';
export { greenButtonXml } from './downloads/green-button.ts';
export { csvColumns, hoursCsv, type MeterHours } from './downloads/hours-csv.ts';
export type { BillSummary } from './downloads/usage-summary.ts';
export { type Gap, gapsOf, type Known } from './gaps.ts';
export { type MeteredPlace, type PlaceToTell, placesToTell, type Service } from './places.ts';
export { type RecentDays, recentDays, waterSince } from './recent-days.ts';
export {
  type Bar,
  barsOf,
  type Stretch,
  stepFrom,
  stretchShown,
  type UseScale,
  useScales,
  yearBefore,
} from './stretch.ts';
export { sumOf } from './sums.ts';
