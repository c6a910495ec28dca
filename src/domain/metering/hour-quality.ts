/** What is known about an hour's use: one small integer, kept beside the counts. */
export const hourQuality = {
  /** Counted by the meter. */
  measured: 0,
  /** Filled in by a rule; the register's sum may be known, the hour's share is not. */
  estimated: 1,
  /** Set by a person, with a reason. */
  edited: 2,
  /** Nothing is known; its count is 0. */
  missing: 3,
  /** Counted, but a validation rule doubts it. */
  suspect: 4,
} as const;

export type HourQuality = keyof typeof hourQuality;

export const hourQualities: readonly HourQuality[] = ['measured', 'estimated', 'edited', 'missing', 'suspect'];
