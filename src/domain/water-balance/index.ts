export { gallonsACount, surveyMeter, waterSince } from './meter-survey.ts';
export type { SystemWaterProblemCode } from './problems.ts';
export {
  type ProductionKind,
  type ProductionReport,
  productionColumns,
  readProductionLine,
} from './production-line.ts';
export { type BalanceFacts, type WaterBalance, waterBalance } from './water-balance.ts';
export { type ZoneDay, type ZoneFlow, zoneFlow } from './zone-flow.ts';
export { type MeterPlace, readZoneLine, servicePointOfMeter, type ZoneLine, zoneColumns } from './zone-line.ts';
