/** Between which moments a read may lie, in epoch seconds. */
export interface TimeLimits {
  readonly from: number;
  readonly until: number;
}

/** A meter whose clock lost its time says 1970, 1980 or 2000; nobody bills the water of that long ago. */
const maxYears = 20;
/** A meter's clock may be ahead by so many seconds. */
const maxAhead = 3600;

/** What a file that comes in at `now` may tell about. */
export function timeLimits(now: Temporal.Instant): TimeLimits {
  const epoch = Math.floor(now.epochMilliseconds / 1000);
  const from = now.toZonedDateTimeISO('UTC').subtract({ years: maxYears }).epochMilliseconds / 1000;
  return { from: Math.floor(from), until: epoch + maxAhead };
}

/** `2026-05-01T08:00Z` of epoch seconds. */
export const shownMoment = (epoch: number): string =>
  `${Temporal.Instant.fromEpochMilliseconds(Math.trunc(epoch) * 1000)
    .toString()
    .slice(0, 16)}Z`;
