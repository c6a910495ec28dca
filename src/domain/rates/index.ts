export { type AppliedRates, applySchedule, type RateLine } from './apply-schedule.ts';

export { fitsNeed } from './fits-need.ts';
export type { InputNeed, RateSchedule } from './rate-schedule.ts';
export { readSchedule } from './read-schedule.ts';
