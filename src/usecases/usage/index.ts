export { weatherSource } from '../../store/weather/index.ts';
export { type BilledUse, loadBilledUse } from './billed-use.ts';
export { useAsCsv, useAsGreenButton } from './download-use.ts';
export { loadCost, type PeriodCost, type UseCost } from './load-cost.ts';
export {
  findUse,
  loadUse,
  placesOfMeters,
  type UseFound,
  type UseShown,
  useOver,
  type WeatherShown,
} from './load-use.ts';
export { loadUseOfBill, type UseOfBill } from './load-use-of-bill.ts';
export { maxCost } from './max-cost.ts';
export { chooseReadingUnit, readingUnit } from './reading-unit.ts';
export { type RecentUse, recentUse } from './recent-use.ts';
export { type StretchHours, stretchHours } from './stretch-hours.ts';
