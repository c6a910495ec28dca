export { type AppliedRates, applySchedule, type RateLine, type RateUse } from './apply-schedule.ts';
export { ratesProblems } from './problems.ts';
export type { InputNeed, RateClass, RateSchedule } from './rate-schedule.ts';
export { readSchedule } from './read-schedule.ts';
export { type ScheduleVersions, scheduleVersions } from './schedule-versions.ts';
