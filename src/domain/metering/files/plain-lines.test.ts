import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/support/properties.ts';
import { openReader } from './open-reader.ts';
import { plainLines } from './plain-lines.ts';
import { appendRead, type MeterNames, type ReadBatch, readBatch } from './read-batch.ts';
import type { ReadMapping } from './read-mapping.ts';
import { readMapping } from './read-mapping-file.ts';

/** Long before and long after any line here. */
const within = { from: 0, until: 8e9 };

function mapping(text: string): ReadMapping {
  const read = readMapping('m.yaml', text, 'America/Los_Angeles');
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const registers = mapping(`
format: csv
zone: local
meter: meter
reads:
  - { kind: register, value: read, time: time, time_format: 'yyyy-mm-dd HH:MM[:SS]', unit: { column: unit } }
`);
const intervals = mapping(`
format: csv
zone: UTC
meter: meter
quality: { column: unit, values: { gal: measured, est: estimated, none: missing } }
reads:
  - { kind: interval, value: read, time: time, time_format: yyyy-mm-ddTHH:MM:SSzz, marks: start, interval_minutes: 60, unit: gal }
`);
const header = 'meter,time,read,unit';

/** Two meters are known; one takes gallons only. */
const meters: MeterNames = {
  place: (name, unit) => (name === 'A-1' ? 0 : name === 'A-2' && unit === 'gal' ? 1 : -1),
};

const rowsOf = (batch: ReadBatch) =>
  Array.from({ length: batch.length }, (_, at) => [
    batch.meter[at],
    batch.at[at],
    batch.seconds[at],
    batch.digits[at],
    batch.decimals[at],
    batch.believed[at],
    batch.line[at],
  ]);

/** Every line by the reader of texts. */
function byText(of: ReadMapping, lines: readonly string[]) {
  const opened = openReader(of.format, of, 'f.csv');
  if (!opened.ok) throw new Error();
  const batch = readBatch(lines.length + 1);
  for (const [index, line] of [header, ...lines].entries()) {
    for (const read of opened.value.line(line, index + 1).reads) {
      const meter = meters.place(read.meter, read.unit);
      if (meter >= 0) appendRead(batch, meter, read);
    }
  }
  return rowsOf(batch);
}

/** Plain lines as bytes, the others by the reader of texts: as an import does. */
function byBytes(of: ReadMapping, lines: readonly string[]) {
  const opened = openReader(of.format, of, 'f.csv');
  if (!opened.ok) throw new Error();
  opened.value.line(header, 1);
  const batch = readBatch(lines.length + 1);
  const plain = plainLines(of, header, { meters: meters, within });
  if (plain === undefined) throw new Error('the mapping should be plain');
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  plain.feed(bytes);
  let taken = 0;
  for (let at = 0, index = 0; at < bytes.length; ) {
    const had = batch.length;
    at = plain.take(batch, at, index + 2);
    taken += batch.length - had;
    index += batch.length - had;
    const line = lines[index];
    if (line === undefined) break;
    for (const read of opened.value.line(line, index + 2).reads) {
      const meter = meters.place(read.meter, read.unit);
      if (meter >= 0) appendRead(batch, meter, read);
    }
    at = bytes.indexOf(10, at) + 1;
    index += 1;
  }
  return { rows: rowsOf(batch), taken };
}

const two = (number: number) => `${number}`.padStart(2, '0');
const time = fc.oneof(
  fc
    .tuple(fc.integer({ min: 2024, max: 2027 }), fc.integer({ min: 1, max: 13 }), fc.nat(32), fc.nat(24), fc.nat(60))
    .map(([year, month, day, hour, minute]) => `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`),
  fc.constantFrom('2026-03-08 02:30', '2026-11-01 01:30', '2026-11-01 01:30:00', '2026-06-01 1:00', ''),
);
const value = fc.oneof(
  fc.nat(999_999).map(String),
  fc.tuple(fc.nat(9999), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom(
    '-3',
    '-0',
    '1.',
    '.5',
    '007',
    '1.2345678',
    '1,5',
    '12e3',
    '123456789012345',
    '1234567890123456',
    ' 5',
    '',
  ),
);
const meter = fc.constantFrom('A-1', 'A-1', 'A-1', 'A-2', 'A-3', ' A-1', '', '"A-1"', 'Á');
const unit = fc.constantFrom('gal', 'gal', 'Gallons', 'cf', 'est', 'none', 'yards', '');
const line = fc.oneof(
  fc.tuple(meter, time, value, unit).map((fields) => fields.join(',')),
  fc.constantFrom('', header, 'A-1,2026-06-01 01:00,5', 'A-1,2026-06-01 01:00,5,gal,', 'A-1,2026-06-01 01:00,5,gal\r'),
);

/** Lines that say again what the one before them said, but for the time of day, the value or the end. */
const alike = fc
  .tuple(line, fc.array(fc.tuple(fc.nat(24), value, fc.constantFrom('', '', '', '\r', ',')), { maxLength: 5 }))
  .map(([first, others]) => [
    first,
    ...others.map(([hour, use, end]) => {
      const [meterName = '', moment = '', , ...rest] = first.split(',');
      return [meterName, moment.replace(/ \d\d:/, ` ${two(hour)}:`), use, ...rest].join(',') + end;
    }),
  ]);
const file = fc.array(alike, { maxLength: 15 }).map((runs) => runs.flat());

describe('plain lines as bytes', () => {
  test('make what the reader of texts makes, of any line', () => {
    fc.assert(
      fc.property(file, (lines) => {
        expect(byBytes(registers, lines).rows).toEqual(byText(registers, lines));
        const instants = lines.map((one) => one.replace(/(\d\d:\d\d),/, '$1:00Z,').replace(/(\d\d) (\d\d)/, '$1T$2'));
        expect(byBytes(intervals, instants).rows).toEqual(byText(intervals, instants));
      }),
      { numRuns: runs(1000) },
    );
  });

  test('take nearly every line of an hourly export, a carriage return at the end or not', () => {
    const lines = Array.from({ length: 48 }, (_, hour) =>
      [`A-1,2026-06-0${1 + Math.floor(hour / 24)} ${two(hour % 24)}:00,${hour}.5,gal`, hour % 2 === 0 ? '\r' : ''].join(
        '',
      ),
    );
    expect(byBytes(registers, lines).taken).toBe(48);
  });

  test('a mapping that asks for more is left to the reader of texts', () => {
    const more = { ...registers, meter: ['meter', 'port'] };
    expect(plainLines(more, header, { meters: meters, within })).toBeUndefined();
  });
});
