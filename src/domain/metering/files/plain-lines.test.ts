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

/** Whether the mapping's lines are taken as bytes under a header, and what of a line is taken. */
function taken(yaml: string, head: string, lines: readonly string[], limits = within) {
  const plain = plainLines(mapping(yaml), head, { meters, within: limits });
  if (plain === undefined) return 'left to the reader of texts';
  const batch = readBatch(lines.length + 1);
  plain.feed(new TextEncoder().encode(lines.map((one) => `${one}\n`).join('')));
  plain.take(batch, 0, 2);
  return rowsOf(batch);
}
const series = '{ kind: register, value: read, time: time, time_format: yyyy-mm-dd HH:MM, unit: gal }';
const yaml = (change: (one: string) => string = (one) => one, more = '') =>
  `format: csv\nzone: UTC\nmeter: meter\n${more}\nreads:\n  - ${change(series)}\n`;
const at = (written: string) => Temporal.Instant.from(written).epochMilliseconds / 1000;
const eight = at('2026-06-01T08:00Z');
const line8 = 'A-1,2026-06-01 08:00,12.5,gal';
const row = [0, eight, 0, 125, 1, 0, 2];
const fine = [row];

describe('a mapping is plain', () => {
  test('with one meter, one value and a time of fixed width, wherever their columns stand', () => {
    expect(taken(yaml(), header, [line8])).toEqual(fine);
    expect(taken(yaml(), 'x,READ,y,Time,me_ter', ['1,12.5,2,2026-06-01 08:00,A-1'])).toEqual(fine);
    expect(taken(yaml(), 'meter;time;read', ['A-1;2026-06-01 08:00;12.5'])).toBe('left to the reader of texts');
    expect(taken(yaml(undefined, 'decimal: "."'), 'meter;time;read', ['A-1;2026-06-01 08:00;12.5'])).toEqual(fine);
    expect(
      taken(yaml(undefined, 'delimiter: ";"\ndecimal: "."'), 'meter;time;read', ['A-1;2026-06-01 08:00;12.5']),
    ).toEqual(fine);
    expect(taken(yaml().replace('meter: meter', 'meter: 1'), 'a,time,read', ['A-1,2026-06-01 08:00,12.5'])).toEqual(
      fine,
    );
    expect(
      taken(
        yaml((one) => one.replace('time: time', 'time: [time]')),
        header,
        [line8],
      ),
    ).toEqual(fine);
  });

  test.each([
    ['several meters', yaml().replace('meter: meter', 'meter: [meter, unit]')],
    ['several series', `${yaml()}  - ${series.replace('read', 'unit')}\n`],
    ['decimal commas', yaml(undefined, 'decimal: ","')],
    ['a reader’s note', yaml(undefined, 'note: unit')],
    ['a reader’s note in a column by number', yaml(undefined, 'note: 4')],
    ['lines left out', yaml(undefined, 'skip: { column: unit, is: x }')],
    ['a multiplier', yaml((one) => one.replace(' }', ', multiplier: 10 }'))],
    ['decimals', yaml((one) => one.replace(' }', ', decimals: 1 }'))],
    ['a time of two columns', yaml((one) => one.replace('time: time', 'time: [time, unit]'))],
    ['a time of no fixed width', yaml((one) => one.replace('yyyy-mm-dd', 'd/m/yyyy'))],
    ['the finer of two', yaml(undefined, 'take: fine-register')],
    ['a column that is not there', yaml((one) => one.replace('value: read', 'value: use'))],
    ['a column beyond the line', yaml((one) => one.replace('value: read', 'value: 5'))],
    ['one column for two things', yaml((one) => one.replace('value: read', 'value: meter'))],
    ['lists in lines', yaml().replace('csv', 'jsonl')],
    [
      'no header',
      'format: csv\nzone: UTC\nheader: false\nmeter: 1\nreads: [{ kind: register, value: 3, time: 2, time_format: yyyy-mm-dd HH:MM, unit: gal }]',
    ],
    [
      'the days of a calendar',
      yaml((one) => one.replace('register', 'interval').replace(' }', ', interval_minutes: 1440 }')).replace(
        'UTC',
        'local',
      ),
    ],
  ])('not with %s', (_, asked) => {
    expect(taken(asked, header, [line8])).toBe('left to the reader of texts');
  });

  test('with a note that the file has not', () => {
    expect(taken(yaml(undefined, 'note: remark'), header, [line8])).toEqual(fine);
  });

  test('of CMEP nothing is', () => {
    expect(plainLines(mapping('format: cmep\nzone: UTC'), header, { meters, within })).toBeUndefined();
  });

  test('with days in UTC, and hours anywhere', () => {
    const days = yaml((one) => one.replace('register', 'interval').replace(' }', ', interval_minutes: 1440 }'));
    expect(taken(days, header, [line8])).toEqual([[0, eight, 86_400, 125, 1, 0, 2]]);
    const hours = days.replace('1440', '60').replace('UTC', 'local');
    expect(taken(hours, header, [line8])).toEqual([[0, at('2026-06-01T15:00Z'), 3600, 125, 1, 0, 2]]);
    expect(taken(hours.replace(' }', ', marks: start }'), header, [line8])).toEqual([
      [0, at('2026-06-01T16:00Z'), 3600, 125, 1, 0, 2],
    ]);
    expect(
      taken(
        yaml((one) => one.replace(' }', ', marks: start }')),
        header,
        [line8],
      ),
    ).toEqual(fine);
  });
});

describe('a line is taken as bytes', () => {
  test.each([
    ['a time that is none', 'A-1,2026-06-01 24:00,12.5,gal'],
    ['a day that is none', 'A-1,2026-06-31 08:00,12.5,gal'],
    ['a month that is none', 'A-1,2026-13-01 08:00,12.5,gal'],
    ['no month', 'A-1,2026-00-01 08:00,12.5,gal'],
    ['no day', 'A-1,2026-06-00 08:00,12.5,gal'],
    ['a year before all', 'A-1,1969-12-31 08:00,12.5,gal'],
    ['a year after all', 'A-1,2200-01-01 08:00,12.5,gal'],
    ['no value', 'A-1,2026-06-01 08:00,,gal'],
    ['quotes', 'A-1,2026-06-01 08:00,12.5,"gal"'],
    ['a meter in quotes', '"A-1",2026-06-01 08:00,12.5,gal'],
    ['a meter that nobody knows', 'A-3,2026-06-01 08:00,12.5,gal'],
    ['no meter', ',2026-06-01 08:00,12.5,gal'],
    ['letters beyond ASCII', 'Á,2026-06-01 08:00,12.5,gal'],
    ['a field more', 'A-1,2026-06-01 08:00,12.5,gal,'],
    ['a field less', 'A-1,2026-06-01 08:00,12.5'],
  ])('not with %s', (_, line) => {
    expect(taken(yaml(), header, [line, line8])).toEqual([]);
    expect(taken(yaml(), header, [line8, line, line8])).toEqual(fine);
  });

  test('from the first moment on that a file may tell of, to the last', () => {
    const by = (from: string, until: string) =>
      taken(yaml(), header, [line8, line8.replace('08:00', '09:00')], { from: at(from), until: at(until) });
    expect(by('2000-01-01T00:00Z', '2026-06-01T09:00Z')).toHaveLength(2);
    expect(by('2000-01-01T00:00Z', '2026-06-01T08:59Z')).toHaveLength(1);
    expect(by('2000-01-01T00:00Z', '2026-06-01T07:59Z')).toHaveLength(0);
    // Two days before it, the reader of texts says whether it is.
    expect(by('2026-05-30T00:00Z', '2026-06-02T00:00Z')).toHaveLength(2);
    expect(by('2026-05-30T00:01Z', '2026-06-02T00:00Z')).toHaveLength(0);
  });

  test('of the day on which the clock changes, none', () => {
    const local = yaml().replace('UTC', 'local');
    expect(taken(local, header, ['A-1,2026-03-08 08:00,12.5,gal'])).toEqual([]);
    expect(taken(local, header, ['A-1,2026-03-09 08:00,12.5,gal'])).toHaveLength(1);
  });

  test('with its time moved to the hour, where the mapping says so', () => {
    const snap = yaml((one) => one.replace(' }', ', snap_seconds: 300 }'));
    expect(taken(snap, header, [line8.replace('08:00', '08:05'), line8.replace('08:00', '07:55')])).toEqual([
      row,
      [...row.slice(0, 6), 3],
    ]);
  });

  test('with its unit, in words of the mapping or known ones', () => {
    const units = yaml((one) => one.replace('unit: gal', 'unit: { column: unit, words: { X: gal, Y: cf } }'));
    const meterIn = (unit: string, meter = 'A-2') => taken(units, header, [`${meter},2026-06-01 08:00,12.5,${unit}`]);
    expect(meterIn('x')).toEqual([[1, ...row.slice(1)]]);
    expect(meterIn('Gallons')).toHaveLength(1);
    expect(meterIn('Y')).toHaveLength(0);
    expect(meterIn('Y', 'A-1')).toHaveLength(1);
    expect(meterIn('yards', 'A-1')).toHaveLength(0);
    const mixed = ['gal', 'gal', 'Y', 'gal'].map((unit) => `A-1,2026-06-01 08:00,12.5,${unit}`);
    expect(taken(units, header, mixed)).toHaveLength(4);
  });

  test('with its quality; a file without the column has none', () => {
    const quality = yaml(
      undefined,
      'quality: { column: unit, optional: true, values: { g: measured, e: estimated, h: edited, m: missing } }',
    );
    const believed = ['E', '', 'h', 'g'].map((said) => `A-1,2026-06-01 08:00,12.5,${said}`);
    const rows = taken(quality, header, believed);
    expect(typeof rows === 'string' ? rows : rows.map((one) => one[5])).toEqual([2, 0, 1, 0]);
    expect(taken(quality, header, ['A-1,2026-06-01 08:00,12.5,m'])).toEqual([]);
    expect(taken(quality, header, ['A-1,2026-06-01 08:00,12.5,x'])).toEqual([]);
    expect(taken(quality, 'meter,time,read', ['A-1,2026-06-01 08:00,12.5'])).toBe('left to the reader of texts');
  });

  test('as long as there is room', () => {
    const plain = plainLines(mapping(yaml()), header, { meters, within });
    const batch = readBatch(2);
    const bytes = new TextEncoder().encode(`${line8}\n${line8}\n${line8}\n${line8}`);
    plain?.feed(bytes);
    expect([plain?.take(batch, 0, 2), batch.length]).toEqual([2 * (line8.length + 1), 2]);
    batch.length = 0;
    // The last line has not ended yet.
    expect([plain?.take(batch, 2 * (line8.length + 1), 4), batch.length, batch.line[0]]).toEqual([
      3 * (line8.length + 1),
      1,
      4,
    ]);
    batch.length = 0;
    // It ends in the next bytes, which know nothing of what was read before.
    const more = new TextEncoder().encode(`${line8.replace('A-1', 'A-2')}\n`);
    plain?.feed(more);
    expect([plain?.take(batch, 0, 5), batch.length, batch.meter[0]]).toEqual([more.length, 1, 1]);
  });
});

describe('what a line taken as bytes may hold', () => {
  const timed = (format: string) => yaml((one) => one.replace('yyyy-mm-dd HH:MM', format));
  const momentsOf = (rows: ReturnType<typeof taken>) => (typeof rows === 'string' ? rows : rows.map((one) => one[1]));

  test('a time with its seconds or without, wherever it stands', () => {
    const lines = ['A-1,2026-06-01 08:00,1,x', 'A-1,2026-06-01 08:00:09,2,x', 'A-1,2026-06-01 08:01,3,x'];
    expect(momentsOf(taken(timed("'yyyy-mm-dd HH:MM[:SS]'"), header, lines))).toEqual([eight, eight + 9, eight + 60]);
    const last = ['A-1,1,2026-06-01 08:00', 'A-1,2,2026-06-01 08:00:09', 'A-1,3,2026-06-01 08:01'];
    expect(momentsOf(taken(timed("'yyyy-mm-dd HH:MM[:SS]'"), 'meter,read,time', last))).toEqual([
      ...[eight, eight + 9, eight + 60],
    ]);
    expect(taken(timed("'yyyy-mm-dd HH:MM[:SS]'"), header, ['A-1,2026-06-01 08:00x,1,x'])).toEqual([]);
    expect(taken(timed("'yyyy-mm-dd HH:MM[:SS]'"), header, ['A-1,2026-06-01 08:00:09x,1,x'])).toEqual([]);
    expect(taken(timed("'yyyy-mm-dd HH:MM[:SS]'"), header, ['A-1,2026-06-01 08:00 ,1,x'])).toEqual([]);
  });

  test('a date after its time of day, another on each line', () => {
    const lines = ['A-1,08:00 01.06.2026,1,x', 'A-1,08:00 02.06.2026,2,x', 'A-1,08:00 02.06.2026,3,x'];
    expect(momentsOf(taken(timed('HH:MM dd.mm.yyyy'), header, lines))).toEqual([eight, eight + 86_400, eight + 86_400]);
  });

  test('another date after the same, and the same again', () => {
    const lines = ['01', '01', '02', '01'].map((day) => `A-1,2026-06-${day} 08:00,1,x`);
    expect(momentsOf(taken(yaml(), header, lines))).toEqual([eight, eight, eight + 86_400, eight]);
  });

  test('an interval that ends by the last moment a file may tell of', () => {
    const starts = yaml((one) =>
      one.replace('register', 'interval').replace(' }', ', interval_minutes: 60, marks: start }'),
    );
    const until = (written: string) => taken(starts, header, [line8], { from: 0, until: at(written) });
    expect(until('2026-06-01T09:00Z')).toHaveLength(1);
    expect(until('2026-06-01T08:59Z')).toEqual([]);
  });

  test('in columns that nobody asks for, only plain letters', () => {
    const noted = (note: string) => taken(yaml(), 'meter,time,note,read', [`A-1,2026-06-01 08:00,${note},12.5`]);
    expect(noted('at the gate (old)')).toEqual(fine);
    expect(noted('')).toEqual(fine);
    for (const note of ['á', 'a"b', '~\u0080']) expect(noted(note)).toEqual([]);
  });

  test('a meter that takes reads in the unit that the mapping says', () => {
    const cubic = yaml((one) => one.replace('unit: gal', 'unit: cf'));
    expect(taken(cubic, header, [line8])).toEqual(fine);
    expect(taken(cubic, header, [line8.replace('A-1', 'A-2')])).toEqual([]);
    expect(taken(yaml(), header, [line8.replace('A-1', 'A-2')])).toHaveLength(1);
  });

  test('another meter after the same, longer or shorter by a letter', () => {
    const lines = ['A-1', 'A-1', 'A-2', 'A-1'].map((meterName) => line8.replace('A-1', meterName));
    const rows = taken(yaml(), header, lines);
    expect(typeof rows === 'string' ? rows : rows.map((one) => one[0])).toEqual([0, 0, 1, 0]);
    expect(taken(yaml(), header, [line8, line8.replace('A-1', 'A-12')])).toHaveLength(1);
    expect(taken(yaml(), header, [line8, line8.replace('A-1', 'A-')])).toHaveLength(1);
  });
});
