import type { Problem } from '../../kernel/index.ts';
import { readTriplets } from './cmep-triplets.ts';
import { cmepInterval, cmepUnit } from './cmep-units.ts';
import { isRoundedId, multiplyDecimal, plainDecimal } from './decimal-text.ts';
import { withoutReturn } from './delimited-reader.ts';
import { type LineOutcome, lineProblem, type ReadFileReader, skippedLine } from './file-read.ts';
import { localClock } from './local-clock.ts';
import { madeAtOfName, momentOfStamp } from './made-at.ts';
import { maxMeterName, placeOf } from './mapped-record.ts';
import type { ReadMapping } from './read-mapping.ts';
import { splitLine } from './split-line.ts';

/** Purposes whose values are measured; the others repeat, sum up or describe. */
const measured: ReadonlySet<string> = new Set(['', 'OK', 'RESEND', 'HISTORY', 'REREAD']);
const unmeasured: ReadonlySet<string> = new Set(['SUMMARY', 'PROFILE', 'TEMPLATE']);
const fixedFields = 14;

/**
 * California Metering Exchange Protocol, `MEPMD01`: a meter's whole window on one line, its times in the mapping's zone.
 * The optional CRC-16 at the end is set aside: senders differ in what they calculate it over.
 */
export function cmepReader(mapping: ReadMapping, file: string): ReadFileReader {
  const named = mapping.meter.filter((column) => typeof column === 'number' && column < fixedFields).map(Number);
  // Sensus leaves the meter id out and writes the meter as the receiver's customer id.
  const meterFields = named.length > 0 ? named : [8, 6];
  const clock = localClock(mapping.zone);
  let stamp = madeAtOfName(file, mapping.zone);
  const line = (text: string, lineNumber: number): LineOutcome => {
    const clean = withoutReturn(text, lineNumber);
    if (clean.trim() === '') return skippedLine('blank');
    const fields = splitLine(clean, ',')?.map((field) => field.trim());
    const wrong = (code: string, column?: number, params?: Problem['params']): Problem => ({
      code,
      params: { column: column ?? 0, ...params },
      place: placeOf(file, lineNumber, column),
    });
    if (fields === undefined) return lineProblem(wrong('metering.quote-unclosed'));
    const field = (position: number) => fields[position - 1] ?? '';
    const found = (position: number) => ({ found: field(position).slice(0, 80) });

    if (field(1) === 'MEPMD02') return skippedLine('time-of-use-record');
    if (field(1) !== 'MEPMD01') return lineProblem(wrong('metering.record-unknown', 1, found(1)));
    if (fields.length < fixedFields) {
      return lineProblem(wrong('metering.field-count', undefined, { expected: fixedFields, found: fields.length }));
    }
    const made = momentOfStamp(field(7), mapping.zone);
    if (made !== undefined) stamp = Math.max(stamp ?? made, made);
    if (field(10) !== 'W') return skippedLine('other-commodity');
    if (unmeasured.has(field(9))) return skippedLine('not-measured');
    if (!measured.has(field(9))) return lineProblem(wrong('metering.purpose-unknown', 9, found(9)));
    const unit = cmepUnit(field(11));
    const constant = field(12) === '' ? '1' : plainDecimal(field(12), '.');
    const interval = cmepInterval(field(13));
    const count = /^\d{1,6}$/.test(field(14)) ? Number(field(14)) : undefined;
    const meter = meterFields.map(field).find((one) => one !== '') ?? '';
    const problems = [
      ...(meter === '' ? [wrong('metering.meter-unnamed', 8)] : []),
      ...(isRoundedId(meter) ? [wrong('metering.meter-rounded', 8, { found: meter.slice(0, 80) })] : []),
      ...(meter.length > maxMeterName
        ? [wrong('metering.field-too-long', 8, { found: meter.slice(0, 80), max: maxMeterName })]
        : []),
      ...(unit === undefined ? [wrong('metering.unit-unknown', 11, found(11))] : []),
      ...(constant === undefined || !/[1-9]/.test(constant) || constant.startsWith('-')
        ? [wrong('metering.value-unreadable', 12, found(12))]
        : []),
      ...(interval === undefined && (unit?.kind === 'interval' || field(13) !== '')
        ? [wrong('metering.interval-unreadable', 13, found(13))]
        : []),
      ...(count === undefined ? [wrong('metering.value-unreadable', 14, found(14))] : []),
    ];
    if (problems.length > 0 || unit === undefined || constant === undefined || count === undefined) {
      return { reads: [], problems };
    }
    const crc = /^H[0-9A-Fa-f]{4}$/.test(fields.at(-1) ?? '') && (fields.length - fixedFields) % 3 === 1;
    return readTriplets(
      {
        meter,
        unit,
        // `1.0` is 1: the exact product is left out for nearly every record.
        constant: multiplyDecimal(constant, '1'),
        interval,
        count,
        fields: fields.slice(fixedFields, crc ? -1 : fields.length),
        zone: mapping.zone,
        clock,
        line: lineNumber,
      },
      wrong,
    );
  };
  return { madeAt: () => stamp, line };
}
