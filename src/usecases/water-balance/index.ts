export {
  type ConcerningMeter,
  concerningMeters,
  findWaterFile,
  highestAtNight,
  lastSurvey,
  type MeterConcern,
  meterConcerns,
  refusedLinesOfWaterFile,
  type WaterFile,
  type WaterFileKind,
  waterFiles,
  zoneDays,
} from '../../store/water-balance/index.ts';
export { importProduction } from './import-production.ts';
export { importWaterFile, importWaterFileAt } from './import-water-file.ts';
export { importZones } from './import-zones.ts';
export { keepBilledMonths } from './kept-months.ts';
export { loadBalance, type MonthBalance } from './load-balance.ts';
export { surveyMeters } from './survey-meters.ts';
export type { WaterFileReport } from './take-water-file.ts';
