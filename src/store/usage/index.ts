export {
  type MeterOfAccount,
  meteredPlaces,
  metersOfAccount,
  meterUsesOf,
  pointsOfMeters,
  readingUnitOf,
  saveReadingUnit,
} from './account-use.ts';
export { type BilledWater, billsOverDays, servicesToPrice, unbilledSince } from './use-cost.ts';
