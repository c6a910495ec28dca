import type { VolumeUnit } from '../../domain/kernel/index.ts';
import { type HourlyUse, type HourSpan, hourQuality, unpackDayInto } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { editedDaysOf, layEdited } from './edited-days.ts';
import { countUnit } from './intervals.ts';

interface Row {
  readonly meter_id: number;
  readonly unit: VolumeUnit;
  readonly decimals: number;
  /** Days from the first day asked for; null where the meter has none. */
  readonly index: number | null;
  readonly hours: Uint8Array | null;
}

/** The hours of many meters, each over days of its own, in two statements. */
export async function hoursOfMeters(
  db: Database,
  asked: readonly { readonly meterId: number; readonly span: HourSpan }[],
): Promise<ReadonlyMap<number, HourlyUse>> {
  if (asked.length === 0) return new Map();
  const last = (span: HourSpan) => span.firstDay.add({ days: span.days - 1 });
  const rows = await db.query<Row>(
    `select ch.meter_id, ch.unit, ch.decimals, d.day - asked.first_day as index, d.hours
     from unnest($1::int[], $2::date[], $3::date[]) as asked (meter_id, first_day, last_day)
     join interval_channel ch on ch.meter_id = asked.meter_id
     left join meter_day d on d.meter_id = asked.meter_id
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
  const spans = new Map(asked.map((one) => [one.meterId, one.span]));
  const uses = new Map<number, HourlyUse>();
  for (const row of rows) {
    const span = spans.get(row.meter_id);
    if (span === undefined) continue;
    const use = uses.get(row.meter_id) ?? {
      span,
      register: countUnit(row.unit, row.decimals),
      counts: new Int32Array(span.hours),
      quality: new Uint8Array(span.hours).fill(hourQuality.missing),
    };
    uses.set(row.meter_id, use);
    if (row.index === null || row.hours === null) continue;
    unpackDayInto(row.hours, { counts: use.counts, quality: use.quality, at: span.dayStart[row.index] ?? 0 });
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
