export type {
  DetectorSettings,
  FlowWindow,
  HighUseRule,
  NightHours,
  NightRiseRule,
  NoFlowRule,
  OvernightRule,
  OvernightWindow,
  SteadyWindow,
  VacationRule,
} from './detector-settings.ts';
export { findLeaks } from './find-leaks.ts';
export { type Evidence, type Finding, type FindingKind, findingKinds, leakKinds } from './finding.ts';
export type { DailyWeather, LeakContext, Vacation } from './leak-context.ts';
export { detectorSettings, type MeterClasses } from './settings-of-class.ts';
