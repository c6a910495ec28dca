import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../test/support/properties.ts';
import { detectFormat, openReader, type readFormats, readMapping } from './index.ts';
import { parseLine, splitLine } from './split-line.ts';

const csv = `
format: csv
zone: America/Los_Angeles
meter: [meter, port]
quality: { column: flag, values: { "0": measured, "1": estimated, "9": missing } }
reads:
  - { kind: interval, value: use, time: time, time_format: "yyyy-mm-dd HH:MM", marks: start, unit: gal, multiplier: 0.1, interval_minutes: 60 }
`;

function opened(yaml: string, format: (typeof readFormats)[number]) {
  const mapping = readMapping('made-up.yaml', yaml, 'America/Los_Angeles');
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const reader = openReader(format, mapping.value, 'made-up.csv');
  if (!reader.ok) throw new Error(reader.problem.code);
  return reader.value;
}

test('what a made file says is what is read, whatever its columns’ order and quotes', () => {
  const record = fc.record({
    meter: fc.stringMatching(/^[A-Z0-9"',; ]{0,6}[A-Z0-9]$/),
    tenths: fc.integer({ min: 0, max: 1e9 }),
    hour: fc.integer({ min: 0, max: 23 }),
    flag: fc.constantFrom('0', '1'),
  });
  const order = fc.shuffledSubarray(['meter', 'port', 'use', 'time', 'flag', 'other'], { minLength: 6 });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), order, fc.boolean(), (records, columns, always) => {
      const reader = opened(csv, 'csv');
      const quote = (text: string) => (always || /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      reader.line(columns.map(quote).join(','), 1);
      for (const [index, one] of records.entries()) {
        const time = `2025-07-01 ${String(one.hour).padStart(2, '0')}:00`;
        const { meter, flag } = one;
        const cells: Record<string, string> = {
          meter,
          flag,
          port: '1',
          use: String(one.tenths),
          time,
          other: 'a, "b"',
        };
        const { reads, problems } = reader.line(columns.map((name) => quote(cells[name] ?? '')).join(','), index + 2);
        expect(problems).toEqual([]);
        expect(reads).toMatchObject([
          {
            meter: `${one.meter.trim()}-1`,
            at: Temporal.Instant.from('2025-07-01T08:00Z').epochMilliseconds / 1000 + one.hour * 3600,
            intervalSeconds: 3600,
            quality: one.flag === '1' ? 'estimated' : 'measured',
          },
        ]);
        expect(Math.round(Number(reads[0]?.value) * 10)).toBe(one.tenths);
      }
    }),
  );
});

test('the quick ways of telling fields apart agree with csv-parse', () => {
  const text = fc.string({ unit: fc.constantFrom('"', ',', 'a', ' ', '5'), maxLength: 14 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (fields) => {
      const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
      expect(splitLine(line, ',')).toEqual(fields);
      expect(parseLine(line, ',')).toEqual(fields);
    }),
  );
});

const pieces = fc.constantFrom(
  ...[
    'MEPMD01,',
    'MEPMD02',
    ',OK,W,GALREG,1,00000100,2,',
    '202511020100,R0,10',
    'H12AB',
    '"',
    '""',
    ',',
    ';',
    '{',
    '}',
  ],
  ...[
    '{"device":{"id":"a"},"time":',
    'null',
    '9e999',
    '-',
    '\u0000',
    '\uFEFF',
    '\r',
    '\t',
    '2025-02-30 25:61',
    '1e+99',
  ],
  ...['meter,port,use,time,flag', 'A,1,5,2025-07-01 00:00,0', 'A,1,5,2025-03-09 02:30,0', '__proto__', '\uD800'],
);
const hostile = fc.oneof(
  fc.string(),
  fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')),
);

test('no text makes a reader throw, and every line that is not a read is said', () => {
  const json = csv.replace('format: csv', 'format: jsonl');
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 8 }), (lines) => {
      detectFormat('made-up', lines);
      for (const reader of [opened(csv, 'csv'), opened('format: cmep\nzone: local', 'cmep'), opened(json, 'jsonl')]) {
        for (const [index, line] of lines.entries()) {
          const { reads, problems, skipped, empty } = reader.line(line, index + 1);
          const told = reads.length + problems.length + (empty ?? 0) + (skipped === undefined ? 0 : 1);
          const none = told === 0;
          // Only a CMEP record that says it has no values gives nothing.
          expect(none && !line.includes('MEPMD01')).toBe(false);
          for (const read of reads) expect(read.value).toMatch(/^-?\d+(\.\d+)?$/);
        }
      }
    }),
    { numRuns: runs(300) },
  );
});

test('no YAML makes the mapping reader throw', () => {
  const bits = fc.constantFrom(
    ...[
      'format: csv\n',
      'zone: local\n',
      'zone: Mars/Olympus\n',
      'meter: [',
      ']',
      'reads:\n',
      '  - ',
      '{',
      '}',
      '&a',
      '*a',
    ],
    ...[
      'kind: interval\n',
      'unit: { column: 1 }\n',
      'skip: 3\n',
      'quality: { column: x, values: {a: b} }\n',
      ': ',
      '? ',
    ],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(bits, { maxLength: 14 }).map((some) => some.join('')),
      ),
      (text) => {
        readMapping('made-up.yaml', text, 'UTC');
      },
    ),
    { numRuns: runs(500) },
  );
});

test('a mapping is refused with every mistake at its line', () => {
  const mapping = readMapping(
    'made-up.yaml',
    [
      ...['format: csv', 'zone: Mars/Olympus', 'meters: x', 'reads:'],
      ...['  - kind: interval', '    value: use', '    time: at', '    time_format: yyyy', '    unit: pints'],
    ].join('\n'),
    'UTC',
  );
  expect(mapping.ok ? [] : mapping.problem.map((problem) => [problem.code, problem.place?.line])).toEqual([
    ['metering.mapping-key-unknown', 3],
    ['metering.mapping-value-wrong', 2],
    ['metering.mapping-key-missing', 1],
    ['metering.mapping-value-wrong', 8],
    ['metering.mapping-value-wrong', 9],
    ['metering.mapping-key-missing', 5],
  ]);
});

test('a header that lacks columns is said once, and its lines are counted', () => {
  const reader = opened(csv, 'csv');
  expect(reader.line('meter,use,time', 1).problems).toMatchObject([
    { code: 'metering.columns-missing', params: { columns: 'port, flag' }, place: { line: 1 } },
  ]);
  expect(reader.line('A,5,2025-07-01 00:00', 2)).toMatchObject({ skipped: 'header-unusable', reads: [] });
});

test('without a header, columns are numbers; one beyond the line is said once', () => {
  const yaml = (value: number) => `{ format: csv, header: false, zone: utc, meter: 1, reads: [
    { kind: register, value: ${value}, time: 2, time_format: yyyy-mm-dd HH:MM, unit: m3 }] }`;
  const line = 'A,2025-07-01 24:00,5.25';
  expect(opened(yaml(3), 'csv').line(line, 1).reads).toMatchObject([{ meter: 'A', value: '5.25', unit: 'm3' }]);
  const beyond = opened(yaml(4), 'csv');
  expect(beyond.line(line, 1).problems).toMatchObject([{ code: 'metering.columns-missing', params: { columns: '4' } }]);
  expect(beyond.line(line, 2).skipped).toBe('header-unusable');
});

test('the hour that spring skips is refused; a value that a spreadsheet rounded too', () => {
  const reader = opened(csv, 'csv');
  reader.line('meter,port,use,time,flag', 1);
  expect(reader.line('A,1,5,2025-03-09 02:30,0', 2).problems).toMatchObject([
    { code: 'metering.time-skipped', field: 'time', place: { line: 2, column: 4 } },
  ]);
  expect(reader.line('A,1,1.23E+07,2025-03-09 04:00,0', 3).problems[0]?.code).toBe('metering.value-rounded');
  expect(reader.line('A,1,5,2025-03-09 04:00,7', 4).problems[0]?.code).toBe('metering.quality-unknown');
  expect(reader.line('A,1,5,2025-03-09 04:00', 5).problems[0]?.code).toBe('metering.field-count');
});

test('in a file that goes back in time, the second of the repeated hour comes first', () => {
  const reader = opened(csv.replace('marks: start', 'marks: end'), 'csv');
  reader.line('meter,port,use,time,flag', 1);
  const ends = ['03:00', '02:00', '01:00', '01:00', '00:00'].map(
    (time, index) => reader.line(`A,1,5,2025-11-02 ${time},0`, index + 2).reads[0]?.at ?? 0,
  );
  expect(ends.map((at) => (ends[0] ?? 0) - at)).toEqual([0, 3600, 7200, 10_800, 14_400]);
});
