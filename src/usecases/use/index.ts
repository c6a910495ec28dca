export { type BilledUse, billedUseOfAccount, loadBilledUse } from './billed-use.ts';
export { useAsCsv, useAsGreenButton } from './download-use.ts';
export { loadUse, type UseAsked, type UseShown, useOfAccount, type WeatherShown } from './load-use.ts';
export { chooseReadingUnit, readingUnit } from './reading-unit.ts';
export { recentWeeks } from './recent-weeks.ts';
