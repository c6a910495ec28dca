export {
  type DetectorSettings,
  type FlowWindow,
  type HighUseRule,
  type MeterClass,
  meterClasses,
  type NightHours,
  type NightRiseRule,
  type NoFlowRule,
  type OvernightRule,
  type VacationRule,
} from './detector-settings.ts';
export { findLeaks } from './find-leaks.ts';
export { type Evidence, type Finding, type FindingKind, findingKinds, leakKinds } from './finding.ts';
export type { DailyWeather, LeakContext, Vacation } from './leak-context.ts';
