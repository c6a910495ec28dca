import { isBefore } from '../../domain/kernel/index.ts';
import { type HourSpan, hourSpan, withinSpan } from '../../domain/metering/index.ts';
import type { MeterUse } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { meterUsesOf } from '../../store/usage/index.ts';

/** The hours of a stretch and of some days before it, read once for its water and for what that costs. May be on their way. */
export interface StretchHours {
  readonly span: HourSpan;
  /** Over more days than the span's. */
  readonly read: Promise<ReadHours>;
}

interface ReadHours {
  readonly firstDay: Temporal.PlainDate;
  readonly meters: readonly MeterUse[];
}

/** The bill that ran when a stretch begins has most often begun within these, of a month or of two. */
const daysBefore = 62;

/** Asks for a stretch's hours, with those of the bill in which it begins: they have set its tier. */
export function stretchHours(db: Database, accountId: number, span: HourSpan): StretchHours {
  return { span, read: readFrom(db, accountId, span, span.firstDay.subtract({ days: daysBefore })) };
}

/** Those from a day on to the stretch's end; that day may be earlier than the days that were read. */
export async function hoursFrom(
  db: Database,
  accountId: number,
  { span, read }: StretchHours,
  firstDay: Temporal.PlainDate,
): Promise<readonly MeterUse[]> {
  const have = await read;
  return isBefore(firstDay, have.firstDay) ? (await readFrom(db, accountId, span, firstDay)).meters : have.meters;
}

/** Those of the stretch alone. */
export async function hoursWithin({ span, read }: StretchHours): Promise<readonly MeterUse[]> {
  return (await read).meters.map((meter) => ({ ...meter, use: withinSpan(meter.use, span) }));
}

async function readFrom(
  db: Database,
  accountId: number,
  span: HourSpan,
  firstDay: Temporal.PlainDate,
): Promise<ReadHours> {
  const days = firstDay.until(span.firstDay).days + span.days;
  return { firstDay, meters: await meterUsesOf(db, accountId, hourSpan(span.zone, firstDay, days)) };
}
