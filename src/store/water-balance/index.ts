export {
  type ConcerningMeter,
  concerningMeters,
  lastSurvey,
  type MeterConcern,
  type MeterToSurvey,
  meterConcerns,
  metersToSurvey,
  mostAtNight,
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
