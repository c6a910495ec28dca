import { convertVolume, type Exact, exact, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import {
  type HourQuality,
  type HourTally,
  hourQualities,
  hourSpan,
  hourTally,
  type MeteringProblemCode,
  type RegisterRead,
  standingReads,
  volumeOfCounts,
} from '../../domain/metering/index.ts';
import type { Database } from '../../store/database.ts';
import { hourlyUseOf, meterBySerial, readsOfRegister } from '../../store/metering/index.ts';

/** What is stored of a meter over some days, so that anybody can check an import. */
interface ReadsTotal {
  readonly meter: string;
  readonly from: Temporal.PlainDate;
  /** The last day, itself included. */
  readonly to: Temporal.PlainDate;
  /** Of the meter's register. */
  readonly unit: string;
  /** All that its hours hold, and by what is known about them. */
  readonly total: Exact;
  readonly water: Readonly<Record<HourQuality, Exact>>;
  readonly hours: HourTally;
  /** What its register showed on days of these, in its own counts. */
  readonly registerReads: readonly (RegisterRead & { readonly note?: string })[];
}

const maxDays = 366 * 40;

export async function totalReads(
  db: Database,
  asked: { readonly serial: string; readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
  zone: string,
): Promise<Result<ReadsTotal, Problem<MeteringProblemCode>>> {
  const { serial, from, to } = asked;
  const days = from.until(to).days + 1;
  if (days < 1 || days > maxDays) {
    return refused({ code: 'metering.days-backwards', params: { from: from.toString(), to: to.toString() } });
  }
  const meter = await meterBySerial(db, serial);
  if (meter === undefined) {
    return refused({ code: 'metering.meter-unknown', field: 'meter', params: { serial: serial.slice(0, 80) } });
  }
  const span = hourSpan(zone, from, days);
  const use = await hourlyUseOf(db, meter.id, span);
  const hours = hourTally();
  const counts = hourTally();
  for (let hour = 0; hour < span.hours; hour++) {
    const quality = hourQualities[use?.quality[hour] ?? 3] ?? 'missing';
    hours[quality] += 1;
    counts[quality] += use?.counts[hour] ?? 0;
  }
  const volume = (some: number): Exact =>
    use === undefined
      ? exact(0)
      : convertVolume(volumeOfCounts(use.register, some, use.register.unit), use.register.unit, meter.unit);
  const water = {
    ...{ measured: volume(counts.measured), estimated: volume(counts.estimated), edited: volume(counts.edited) },
    ...{ missing: volume(counts.missing), suspect: volume(counts.suspect) },
  };
  return ok({
    ...{ meter: serial, from, to, unit: meter.unit, water, hours },
    total: Object.values(water).reduce((sum, one) => sum.add(one), exact(0)),
    registerReads: standingReads(await readsOfRegister(db, meter.id, { from, to })),
  });
}
