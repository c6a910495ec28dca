import { firstHourOf, type HourlyUse, type HourSpan } from '../../domain/metering/index.ts';
import type { MeterToValidate } from '../../domain/validation/index.ts';
import type { MeterInService } from '../../store/validation/index.ts';

const millisecondsAnHour = 3_600_000;

/** The first hour of a span that has not ended at `now`. */
export const hourAtNow = (span: HourSpan, now: Temporal.Instant): number =>
  Math.max(0, Math.min(span.hours, Math.floor(now.epochMilliseconds / millisecondsAnHour) - span.startHour));

/** A meter as the rules look at it: a register read counts from the local midnight that begins its day. */
export const meterToValidate = (
  use: HourlyUse,
  { register, reads }: MeterInService,
  nowHour: number,
): MeterToValidate => ({
  use,
  register,
  nowHour,
  reads: reads.map((read) => ({ hour: firstHourOf(use.span.zone, read.on) - use.span.startHour, read })),
});
