export { gallonsACount, surveyMeter, waterSince } from './meter-survey.ts';
export { type SystemWaterProblemCode, systemWaterProblemCodes } from './problems.ts';
export { type ProductionKind, type ProductionReport, productionKinds, readProduction } from './production-file.ts';
export { type BalanceFacts, type WaterBalance, waterBalance } from './water-balance.ts';
export { type ZoneDay, type ZoneFlow, zoneFlow } from './zone-flow.ts';
