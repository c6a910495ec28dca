/** Why use cannot be reckoned from the registers. All of them are exceptions for a person; none stops other accounts. */
export type MeteringProblemCode =
  | 'metering.count-beyond-dials'
  | 'metering.negative-use'
  | 'metering.no-history-to-estimate'
  | 'metering.no-meter'
  | 'metering.no-opening-read'
  | 'metering.no-read-in-window';
