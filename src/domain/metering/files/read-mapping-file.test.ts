import { describe, expect, test } from 'vitest';
import { readMapping } from './index.ts';

const zone = 'America/Los_Angeles';
const read = (text: string) => readMapping('m.yaml', text, zone);
const told = (text: string) => {
  const mapping = read(text);
  return mapping.ok ? [] : mapping.problem.map(({ code, params, place }) => [code, params, place?.line]);
};
const series = '{ kind: register, value: read, time: at, time_format: yyyy-mm-dd HH:MM, unit: gal }';
const plain = `format: csv\nzone: utc\nmeter: id\nreads: ${series}\n`;
const withKey = (line: string) => told(`${plain}${line}\n`);
const withSeries = (change: string) => told(plain.replace(series, change));
const inSeries = (key: string, value: string) => withSeries(series.replace(' }', `, ${key}: ${value} }`));
const wrong = (key: string, found: string, expected: string, line: number) => [
  ['metering.mapping-value-wrong', { key, found, expected }, line],
];
const missing = (key: string, line: number) => [['metering.mapping-key-missing', { key }, line]];

const plainSeries = {
  ...{ kind: 'register', value: 'read', time: ['at'], timeFormat: 'yyyy-mm-dd HH:MM', marks: 'end' },
  ...{ snapSeconds: 0, unit: 'gal', multiplier: '1' },
};
const plainMapping = {
  ...{ format: 'csv', zone: 'UTC', delimiter: 'auto', header: true, decimal: 'auto', take: 'first' },
  ...{ meter: ['id'], series: [plainSeries], skip: [] },
};

describe('a mapping that says', () => {
  test('the least has the usual for the rest', () => {
    expect(read(plain)).toStrictEqual({ ok: true, value: plainMapping });
  });

  test('everything is read as it is written', () => {
    const mapping = read(`
format: jsonl
zone: local
delimiter: "\\t"
header: true
decimal: ","
each: data.readings
meter: [id, 2]
take: fine-register
keep: register-reads
note: [remark, 7]
quality: { column: flag, optional: true, values: { A: measured, e: estimated, M: edited, "9": missing } }
skip:
  - { column: kind, is: [Fire, " test "] }
  - { column: 3, is: x }
reads:
  - { kind: interval, value: use, time: [day, clock], time_format: yyyy-mm-dd HH:MM, marks: start,
      snap_seconds: 1799, unit: { column: unit, words: { G: gal, " 100 ": ccf } }, multiplier: 0.10, interval_minutes: 15 }
  - { kind: register, value: 4, time: at, time_format: yyyy-mm-dd, unit: m3, decimals: 5, resolution: res }
`);
    expect(mapping).toStrictEqual({
      ok: true,
      value: {
        ...{ format: 'jsonl', zone, delimiter: '\t', header: true, decimal: ',', take: 'fine-register' },
        ...{ each: 'data.readings', keep: 'register-reads', meter: ['id', 2], note: ['remark', 7] },
        quality: {
          ...{ column: 'flag', isOptional: true },
          values: new Map([
            ['a', 'measured'],
            ['e', 'estimated'],
            ['m', 'edited'],
            ['9', 'missing'],
          ]),
        },
        skip: [
          { column: 'kind', is: new Set(['fire', 'test']) },
          { column: 3, is: new Set(['x']) },
        ],
        series: [
          {
            ...{ kind: 'interval', value: 'use', time: ['day', 'clock'], timeFormat: 'yyyy-mm-dd HH:MM' },
            ...{ marks: 'start', snapSeconds: 1799, multiplier: '0.10', intervalSeconds: 900 },
            unit: {
              column: 'unit',
              words: new Map([
                ['g', 'gal'],
                ['100', 'ccf'],
              ]),
            },
          },
          {
            // A date alone names the day itself, which begins with it.
            ...{ kind: 'register', value: 4, time: ['at'], timeFormat: 'yyyy-mm-dd', marks: 'start', snapSeconds: 0 },
            ...{ unit: 'm3', multiplier: '1', decimals: 5, resolution: 'res' },
          },
        ],
      },
    });
  });

  test.each([
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['local', zone],
    ['america/new_york', 'America/New_York'],
  ])('zone %s is of %s', (written, meant) => {
    expect(read(plain.replace('utc', written))).toMatchObject({ ok: true, value: { zone: meant } });
  });

  test('CMEP needs no more than its zone; fields of the meter may be said', () => {
    expect(read('format: cmep\nzone: utc')).toMatchObject({ ok: true, value: { meter: [], series: [] } });
    expect(read('format: cmep\nzone: utc\nmeter: [6, 8]')).toMatchObject({ ok: true, value: { meter: [6, 8] } });
  });

  test('no header names its columns by number', () => {
    const numbered = plain.replace('id', '1').replace('read,', '2,').replace('at,', '3,');
    expect(read(`${numbered}header: false\n`)).toMatchObject({ ok: true, value: { header: false, meter: [1] } });
    expect(withKey('header: false')).toEqual(wrong('header', 'false', 'true (id)', 5));
    expect(told(`${plain.replace('id', '1').replace('read,', '2,')}header: false\n`)).toEqual(
      wrong('header', 'false', 'true (at)', 5),
    );
  });
});

describe('a mapping is refused', () => {
  test.each(['format', 'zone', 'meter', 'reads'])('without %s', (key) => {
    expect(told(plain.replace(new RegExp(`^${key}:.*\\n`, 'm'), ''))).toEqual(missing(key, 1));
    expect(told(plain.replace(new RegExp(`^${key}:.*\\n`, 'm'), `${key}:\n`))).toEqual(missing(key, 1));
  });

  test('with a list of no meter', () => {
    expect(told(plain.replace('meter: id', 'meter: []'))).toEqual(missing('meter', 1));
  });

  test('with a key that it does not know', () => {
    const known = 'format, zone, delimiter, header, decimal, each, meter, reads, take, keep, quality, note, skip';
    expect(withKey('meters: x')).toEqual([['metering.mapping-key-unknown', { key: 'meters', expected: known }, 5]]);
    expect(withKey('[a]: x')).toEqual([['metering.mapping-key-unknown', { key: '', expected: known }, 1]]);
  });

  test.each([
    ['delimiter', '.', ', · ; · \\t · | · auto'],
    ['header', 'perhaps', 'true · false'],
    ['decimal', ';', '. · , · auto'],
    ['take', 'last', 'first · fine-register'],
    ['keep', 'days', 'hours · register-reads'],
  ])('with %s: %s', (key, found, expected) => {
    expect(withKey(`${key}: ${found}`)).toEqual(wrong(key, found, expected, 5));
  });

  test('of a format that is none', () => {
    expect(told(plain.replace('csv', 'xlsx'))).toEqual(
      wrong('format', 'xlsx', 'csv · cmep · beacon · aclara · neptune · jsonl', 1),
    );
    expect(told(plain.replace('csv', '[csv]'))).toEqual(
      wrong('format', '[…]', 'csv · cmep · beacon · aclara · neptune · jsonl', 1),
    );
  });

  test.each([
    ['Mars/Olympus', 'Mars/Olympus'],
    ['-07:00', '-07:00'],
    ['{ a: b }', '{…}'],
    ['[utc]', '[…]'],
  ])('in zone %s', (written, found) => {
    expect(told(plain.replace('utc', written))).toEqual(wrong('zone', found, 'utc · local · America/Los_Angeles', 2));
  });

  test.each([
    ['0', '0'],
    ['10001', '10001'],
    ['""', ''],
    ['" "', ' '],
    ['{ a: b }', '{…}'],
    ['[[a]]', '[…]'],
  ])('where its meter is in column %s', (written, found) => {
    expect(told(plain.replace('meter: id', `meter: ${written}`))).toEqual(wrong('meter', found, 'Meter_ID · 1', 3));
  });

  test('of JSON that names the list of another format, or no path', () => {
    expect(withKey('each: readings')).toEqual(wrong('each', 'readings', 'format: jsonl · readings', 5));
    const json = plain.replace('csv', 'jsonl');
    expect(told(`${json}each: " "\n`)).toEqual(wrong('each', ' ', 'format: jsonl · readings', 5));
    expect(told(`${json}each: [a]\n`)).toEqual(wrong('each', '[…]', 'format: jsonl · readings', 5));
  });

  test.each([
    ['note: [remark, 0]', wrong('note', '0', 'Meter_ID · 1', 5)],
    ['quality: flag', wrong('quality', 'flag', '{ column, values }', 5)],
    ['quality: { values: { a: measured } }', missing('column', 5)],
    ['quality: { column: flag }', missing('values', 5)],
    ['quality: { column: flag, values: a }', missing('values', 5)],
    ['quality: { column: 0, values: { a: measured } }', wrong('column', '0', 'Meter_ID · 1', 5)],
    [
      'quality: { column: flag, values: { a: good } }',
      wrong('a', 'good', 'measured · estimated · edited · missing', 5),
    ],
    [
      'quality: { column: flag, values: { a: [measured] } }',
      wrong('a', '[…]', 'measured · estimated · edited · missing', 5),
    ],
    ['quality: { column: flag, values: { a } }', wrong('a', '{…}', 'measured · estimated · edited · missing', 5)],
    [
      'quality: { column: flag, optional: maybe, values: { a: measured } }',
      wrong('optional', 'maybe', 'true · false', 5),
    ],
    [
      'quality: { column: flag, value: x, values: { a: measured } }',
      [['metering.mapping-key-unknown', { key: 'value', expected: 'column, values, optional' }, 5]],
    ],
    ['skip: fire', wrong('skip', 'fire', '{ column, is }', 5)],
    ['skip: [{ is: x }]', missing('column', 5)],
    ['skip: { column: kind }', missing('is', 5)],
    ['skip: { column: kind, is: [] }', missing('is', 5)],
    ['skip: { column: kind, is: [{ a: b }] }', missing('is', 5)],
    ['skip: { column: 0, is: x }', wrong('column', '0', 'Meter_ID · 1', 5)],
    [
      'skip: { column: kind, are: x, is: y }',
      [['metering.mapping-key-unknown', { key: 'are', expected: 'column, is' }, 5]],
    ],
  ])('with %s', (line, problems) => {
    expect(withKey(line)).toEqual(problems);
  });
});

describe('reads are refused', () => {
  test('that are no list of keys', () => {
    expect(withSeries('read')).toEqual(wrong('reads', 'read', '{ kind, value, time, … }', 4));
  });

  test.each(['kind', 'value', 'time', 'time_format', 'unit'])('without %s', (key) => {
    expect(
      withSeries(series.replace(new RegExp(`${key}: [^,}]*[,}]`), (one) => (one.endsWith('}') ? '}' : ''))),
    ).toEqual(missing(key, 4));
  });

  test.each([
    ['kind: register', 'kind: sum', wrong('kind', 'sum', 'register · interval', 4)],
    ['value: read', 'value: 0', wrong('value', '0', 'Meter_ID · 1', 4)],
    ['time: at', 'time: [at, 0]', wrong('time', '0', 'Meter_ID · 1', 4)],
    ['unit: gal', 'unit: pints', wrong('unit', 'pints', 'gal · kgal · cf · ccf · m3 · l · { column }', 4)],
    ['unit: gal', 'unit: [gal]', wrong('unit', '[…]', 'gal · kgal · cf · ccf · m3 · l · { column }', 4)],
    [
      'unit: gal',
      'unit: { words: { a: gal } }',
      wrong('unit', '{…}', 'gal · kgal · cf · ccf · m3 · l · { column }', 4),
    ],
    ['unit: gal', 'unit: { column: 0 }', wrong('column', '0', 'Meter_ID · 1', 4)],
    [
      'unit: gal',
      'unit: { column: u, words: { a: pints } }',
      wrong('words', '{…}', 'gal · kgal · cf · ccf · m3 · l · { column }', 4),
    ],
    [
      'unit: gal',
      'unit: { column: u, words: { a: [gal] } }',
      wrong('words', '{…}', 'gal · kgal · cf · ccf · m3 · l · { column }', 4),
    ],
    [
      'unit: gal',
      'unit: { column: u, word: x }',
      [['metering.mapping-key-unknown', { key: 'word', expected: 'column, words' }, 4]],
    ],
  ])('where %s is %s', (was, is, problems) => {
    expect(withSeries(series.replace(was, is))).toEqual(problems);
  });

  test.each([
    ['marks', 'middle', 'start · end'],
    ['decimals', '6', '0 – 5'],
    ['decimals', '-1', '0 – 5'],
    ['snap_seconds', '1800', '0 – 1799'],
    ['snap_seconds', '1.5', '0 – 1799'],
    ['multiplier', '0', '1 · 10 · 0.001'],
    ['multiplier', '-2', '1 · 10 · 0.001'],
    ['multiplier', 'ten', '1 · 10 · 0.001'],
    ['interval_minutes', '0', '1 – 44640'],
    ['interval_minutes', '44641', '1 – 44640'],
    ['interval_minutes', 'x60', '1 – 44640'],
    ['interval_minutes', '60x', '1 – 44640'],
  ])('where %s is %s', (key, found, expected) => {
    expect(inSeries(key, found)).toEqual(wrong(key, found, expected, 4));
  });

  test.each([
    ['multiplier', '[1]', '1 · 10 · 0.001'],
    ['snap_seconds', '[1]', '0 – 1799'],
  ])('where %s is a list', (key, written, expected) => {
    expect(inSeries(key, written)).toEqual(wrong(key, '[…]', expected, 4));
  });

  test('of an interval without its length', () => {
    expect(withSeries(series.replace('register', 'interval'))).toEqual(missing('interval_minutes', 4));
    expect(
      read(plain.replace(series, series.replace('register', 'interval').replace(' }', ', interval_minutes: 44640 }'))),
    ).toMatchObject({ ok: true, value: { series: [{ intervalSeconds: 44_640 * 60 }] } });
  });

  test('with a key that they do not know', () => {
    const known =
      'kind, value, time, time_format, marks, snap_seconds, unit, multiplier, interval_minutes, decimals, resolution';
    expect(inSeries('unite', 'gal')).toEqual([['metering.mapping-key-unknown', { key: 'unite', expected: known }, 4]]);
  });

  test('a register’s interval length is nothing', () => {
    const mapping = read(plain.replace(' }', ', interval_minutes: 60 }'));
    expect(mapping.ok && mapping.value.series[0]).toStrictEqual(plainSeries);
  });
});

describe('YAML that is none', () => {
  test('is told at its line, without what the parser says of the place', () => {
    const mapping = read('format: csv\nzone: [utc\nmeter: id');
    const [problem] = mapping.ok ? [] : mapping.problem;
    expect(problem?.code).toBe('metering.mapping-yaml-unreadable');
    expect(problem?.params?.['reason']).toMatch(/^[^\n]+[^\n:]$/);
    expect(problem?.params?.['reason']).not.toContain('at line');
    expect(problem?.place?.line).toBeGreaterThan(1);
  });

  test.each(['', 'csv', '- format: csv'])('%j says no format', (text) => {
    expect(told(text)).toEqual(missing('format', 1));
  });

  test('twenty mistakes are enough', () => {
    expect(told(Array.from({ length: 60 }, (_, index) => `a${index}: "b" c`).join('\n'))).toHaveLength(20);
  });
});
