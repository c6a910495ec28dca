import { exact, exactToDecimal, type VolumeUnit } from '../../kernel/index.ts';
import { type HourlyUse, hourQualities, hourQuality, volumeOfCounts } from '../../metering/index.ts';
import { localClock } from './local-clock.ts';

/** The columns of the CSV of hours; described in docs/reference/use-csv.md. */
export const csvColumns = [
  'meter',
  'start_local',
  'start_utc',
  'use',
  'unit',
  'quality',
  'meter_use',
  'meter_unit',
] as const satisfies readonly string[];

/** Decimals of `use` where it has no finite decimal: a billionth of a CCF is less than a millionth of a gallon. */
const places = 9;

/**
 * The hours as CSV (RFC 4180), in pieces of a day. `meter_use` is what the meter counted, exactly; `use` is the same in
 * `unit`. An hour of which nothing is known is there with both empty.
 */
export function* hoursCsv(meters: readonly MeterHours[], unit: VolumeUnit): Generator<string> {
  yield `${csvColumns.join(',')}\r\n`;
  for (const meter of meters) yield* linesOf(meter, unit);
}

/** A meter's hours under its number; a number with a comma or a quote in it is quoted. */
export interface MeterHours {
  readonly serial: string;
  readonly use: HourlyUse;
}

function* linesOf({ serial, use }: MeterHours, unit: VolumeUnit): Generator<string> {
  const meter = /[",\r\n]/.test(serial) ? `"${serial.replaceAll('"', '""')}"` : serial;
  const { span, register, counts, quality } = use;
  const clock = localClock(span);
  // A home counts few different amounts: each is converted once.
  const written = new Map<number, string>();
  const amounts = (count: number): string => {
    const inUnit = exactToDecimal(volumeOfCounts(register, count, unit), places);
    const counted = exactToDecimal(exact(register.multiplier).mul(exact(count)));
    const known = `${inUnit},${unit},\0,${counted},${register.unit}`;
    written.set(count, known);
    return known;
  };
  for (let day = 0; day < span.days; day++) {
    let lines = '';
    for (let hour = span.dayStart[day] ?? 0; hour < (span.dayStart[day + 1] ?? 0); hour++) {
      const known = quality[hour] ?? hourQuality.missing;
      const count = counts[hour] ?? 0;
      const values =
        known === hourQuality.missing ? `,${unit},\0,,${register.unit}` : (written.get(count) ?? amounts(count));
      lines += `${meter},${clock(hour)},${values.replace('\0', hourQualities[known] ?? 'missing')}\r\n`;
    }
    yield lines;
  }
}
