export { type AppliedRates, applySchedule, type PreparedRates, prepareRates } from './apply-schedule.ts';
export type { RateLine } from './charge-lines.ts';

export { fitsNeed } from './fits-need.ts';
export type { InputNeed, RateSchedule } from './rate-schedule.ts';
export { readSchedule } from './read-schedule.ts';
