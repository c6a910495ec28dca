export {
  type ConcerningMeter,
  concerningMeters,
  lastSurvey,
  type MeterConcern,
  meterConcerns,
  mostAtNight,
  zoneDays,
} from '../../store/system-water.ts';
export { type ImportedProduction, importProduction, type ProductionRequest } from './import-production.ts';
export { loadBalance, type MonthBalance, type SystemBalance } from './load-balance.ts';
export { surveyMeters } from './survey-meters.ts';
