export { weatherSource } from '../../store/weather/index.ts';
export { type BilledUse, billedUseOfAccount, loadBilledUse } from './billed-use.ts';
export { useAsCsv, useAsGreenButton } from './download-use.ts';
export { type CostTerms, loadCost, type PeriodCost, type UseCost } from './load-cost.ts';
export {
  type BesideShown,
  loadUse,
  type UseAsked,
  type UseShown,
  useOfAccount,
  type WeatherShown,
} from './load-use.ts';
export { loadUseOfBill, type UseOfBill } from './load-use-of-bill.ts';
export { mostCost } from './most-cost.ts';
export { chooseReadingUnit, readingUnit } from './reading-unit.ts';
export { recentWeeks } from './recent-weeks.ts';
