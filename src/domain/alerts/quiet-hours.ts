/** Local hours in which a person is left in peace, from `from` up to `to`; over midnight where `from` is the later. */
export interface QuietHours {
  /** 0–23. */
  readonly from: number;
  /** 0–23; as `from`, no hour is quiet. */
  readonly to: number;
}

export const isQuiet = ({ from, to }: QuietHours, hour: number): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;

/** When to send what is ready now: now, or when the quiet hours end by the clock on that person's wall. */
export function sendAt(now: Temporal.Instant, quiet: QuietHours | undefined, zone: string): Temporal.Instant {
  if (quiet === undefined) return now;
  const local = now.toZonedDateTimeISO(zone);
  if (!isQuiet(quiet, local.hour)) return now;
  const end = local.with({ hour: quiet.to, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const next = Temporal.ZonedDateTime.compare(end, local) > 0 ? end : end.add({ days: 1 });
  return next.toInstant();
}
