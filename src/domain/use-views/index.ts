export { type AccountUse, accountUse, type Hours, type MeterUse, ownHours, waterBetween } from './account-use.ts';
export { type BarUse, barUses, besideByKey, largestBar } from './bar-use.ts';
export { type Gap, gapsOf, type Known } from './gaps.ts';
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
export { type StretchSum, sumOf } from './sums.ts';
export { lastTwoWeeks, type TwoWeeks } from './weeks.ts';
