export type {
  DetectorSettings,
  OvernightWindow,
} from './detector-settings.ts';
export { findLeaks } from './find-leaks.ts';
export { type Finding, type FindingKind, findingKinds, leakKinds } from './finding.ts';
export type { DailyWeather, LeakContext, Vacation } from './leak-context.ts';
export { detectorSettings } from './settings-of-class.ts';
