export {
  areMonthsKept,
  dropChangedMonths,
  holdMonths,
  keepMonths,
  keptMonths,
  monthsToKeep,
} from './billed-months.ts';
export {
  type ConcerningMeter,
  concerningMeters,
  highestAtNight,
  keepLastSurvey,
  lastSurvey,
  type MeterConcern,
  type MeterToSurvey,
  meterConcerns,
  metersToSurvey,
  type SurveyedMeter,
  saveSurvey,
  saveZoneDays,
  zoneDays,
} from './meter-surveys.ts';
export { type BilledMonth, billedByMonth, insertReports, type StandingReport, standingReports } from './production.ts';
export {
  findWaterFile,
  insertWaterFile,
  lockWaterFiles,
  refusedLinesOfWaterFile,
  type WaterFile,
  type WaterFileCounts,
  type WaterFileKind,
  waterFileOf,
  waterFiles,
} from './water-files.ts';
export {
  insertZones,
  knownServicePoints,
  type MeterInZone,
  placesOfMeters,
  type StatedZone,
  statedZones,
  zonesOfMeters,
  zonesOfUtility,
} from './zones.ts';
