import type { VolumeUnit } from '../../domain/kernel/index.ts';
import { type HourlyUse, type HourSpan, hourQuality, unpackDayInto } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { editedDaysOf, layEdited } from './edited-days.ts';
import { countUnit } from './intervals.ts';

interface ChannelRow {
  readonly meter_id: number;
  readonly unit: VolumeUnit;
  readonly decimals: number;
}

interface DayRow {
  readonly meter_id: number;
  /** Days from the first day asked for. */
  readonly index: number;
  readonly hours: Uint8Array;
}

/** The hours of many meters, each over days of its own, in three statements; the one for hours names nothing else (ADR 0028). */
export async function hoursOfMeters(
  db: Database,
  asked: readonly { readonly meterId: number; readonly span: HourSpan }[],
): Promise<ReadonlyMap<number, HourlyUse>> {
  if (asked.length === 0) return new Map();
  const spans = new Map(asked.map((one) => [one.meterId, one.span]));
  const uses = new Map<number, HourlyUse>();
  const channels = await db.query<ChannelRow>(
    'select meter_id, unit, decimals from interval_channel where meter_id = any($1::int[])',
    [asked.map((one) => one.meterId)],
  );
  for (const channel of channels) {
    const span = spans.get(channel.meter_id);
    if (span === undefined) continue;
    uses.set(channel.meter_id, {
      span,
      register: countUnit(channel.unit, channel.decimals),
      counts: new Int32Array(span.hours),
      quality: new Uint8Array(span.hours).fill(hourQuality.missing),
    });
  }
  const last = (span: HourSpan) => span.firstDay.add({ days: span.days - 1 });
  const rows = await db.query<DayRow>(
    `select d.meter_id, d.day - asked.first_day as index, d.hours
     from unnest($1::int[], $2::date[], $3::date[]) as asked (meter_id, first_day, last_day)
     join meter_day d on d.meter_id = asked.meter_id
       and d.day between asked.first_day and asked.last_day and d.day between $4 and $5`,
    [
      asked.map((one) => one.meterId),
      asked.map((one) => one.span.firstDay),
      asked.map((one) => last(one.span)),
      // The months outside are not even looked at.
      earliest(asked.map((one) => one.span.firstDay)),
      latest(asked.map((one) => last(one.span))),
    ],
  );
  for (const row of rows) {
    const use = uses.get(row.meter_id);
    if (use === undefined) continue;
    unpackDayInto(row.hours, { counts: use.counts, quality: use.quality, at: use.span.dayStart[row.index] ?? 0 });
  }
  for (const [span, meters] of Map.groupBy(asked, (one) => one.span)) {
    const ids = meters.map((one) => one.meterId);
    for (const row of await editedDaysOf(db, ids, span)) {
      const use = uses.get(row.meterId);
      if (use !== undefined) layEdited(use, row);
    }
  }
  return uses;
}

const inOrder = (days: readonly Temporal.PlainDate[]) => days.toSorted(Temporal.PlainDate.compare);
const earliest = (days: readonly Temporal.PlainDate[]) => inOrder(days)[0];
const latest = (days: readonly Temporal.PlainDate[]) => inOrder(days).at(-1);
