import { describe, expect, test } from 'vitest';
import type { LineOutcome } from './file-read.ts';
import { openReader, readMapping } from './index.ts';

const zone = 'America/Los_Angeles';

/** A reader by a mapping in YAML. */
function opened(yaml: string, file = 'f.csv') {
  const mapping = readMapping('m.yaml', yaml, zone);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const reader = openReader(mapping.value.format, mapping.value, file);
  if (!reader.ok) throw new Error(reader.problem.code);
  return reader.value;
}
/** What the lines after a header give, in a few words each. */
function told(yaml: string, ...lines: readonly string[]) {
  const reader = opened(yaml);
  return lines.map((line, index) => inWords(reader.line(line, index + 1)));
}
function inWords({ reads, problems, skipped, empty, rounded }: LineOutcome) {
  return [
    ...reads.map(
      ({ meter, kind, at, value, unit, quality, intervalSeconds }) =>
        `${meter} ${kind}${intervalSeconds === undefined ? '' : ` ${intervalSeconds}`} ${Temporal.Instant.fromEpochMilliseconds(
          at * 1000,
        )
          .toString()
          .slice(5, 19)} ${value} ${unit} ${quality}`,
    ),
    ...problems.map(({ code, params, place, field }) => ({
      code: code.replace('metering.', ''),
      params,
      at: [place?.line, place?.column],
      ...(field === undefined ? {} : { field }),
    })),
    ...(skipped === undefined ? [] : [skipped]),
    ...(empty === undefined ? [] : [`${empty} empty`]),
    ...(rounded === undefined ? [] : [`${rounded} rounded`]),
  ];
}
const series = (more = '') =>
  `reads: [{ kind: register, value: read, time: at, time_format: yyyy-mm-dd HH:MM, unit: gal${more} }]`;
const registers = (more = '', inSeries = '') => `format: csv\nzone: utc\nmeter: id\n${more}\n${series(inSeries)}\n`;
const header = 'id,at,read,flag,unit';
const one = (line: string, yaml = registers(), head = header) => told(yaml, head, line)[1];
const fine = 'A register 05-06T07:08:00 12.5 gal measured';
const problem = (code: string, field: string, column: number, params: Record<string, string | number> = {}) => ({
  ...{ code, field, params: { column: field, ...params }, at: [2, column] },
});

describe('a line of a file', () => {
  test('is a read, wherever its columns stand and however they are written', () => {
    expect(one('A,2026-05-06 07:08,12.5,,')).toEqual([fine]);
    expect(told(registers(), 'READ, I_D ,"At",x,y', '12.5,A, 2026-05-06 07:08 ,,')).toEqual([['header'], [fine]]);
    expect(told(registers(), '\uFEFFid;at;read\r', 'A;2026-05-06 07:08;12.5\r')).toEqual([['header'], [fine]]);
  });

  test('may end with a delimiter more, and with no other field', () => {
    expect(one('A,2026-05-06 07:08,12.5,,,')).toEqual([fine]);
    const count = (found: number) => [{ code: 'field-count', params: { expected: 5, found }, at: [2, undefined] }];
    expect(one('A,2026-05-06 07:08,12.5,,,x')).toEqual(count(6));
    expect(one('A,2026-05-06 07:08,12.5,,,,')).toEqual(count(7));
    expect(one('A,2026-05-06 07:08,12.5,')).toEqual(count(4));
  });

  test('that is blank or the header again is none', () => {
    expect(told(registers(), '', header, header, ' \r', 'A,2026-05-06 07:08,12.5,,')).toEqual([
      ...[['blank'], ['header'], ['header'], ['blank'], [fine]],
    ]);
  });

  test('with a quote that nobody closes is told', () => {
    expect(one('A,"2026-05-06 07:08,12.5,,')).toEqual([
      { code: 'quote-unclosed', params: undefined, at: [2, undefined] },
    ]);
  });

  test('beyond all measure is told', () => {
    const reader = opened(registers());
    expect(inWords(reader.line('x'.repeat(2_000_001), 3))).toEqual([
      { code: 'line-too-long', params: { max: 2_000_000 }, at: [3, undefined] },
    ]);
    expect(inWords(reader.line(`${' '.repeat(2_000_000)}`, 3))).toEqual(['blank']);
  });
});

describe('a header', () => {
  test('that lacks columns, or has one twice, is told once', () => {
    expect(told(registers(), 'id,time,value', 'A,2026-05-06 07:08,12.5')).toEqual([
      [{ code: 'columns-missing', params: { columns: 'read, at', found: 'id, time, value' }, at: [1, undefined] }],
      ['header-unusable'],
    ]);
    expect(told(registers(), 'id,at,read,ID', 'A,2026-05-06 07:08,12.5,B')).toEqual([
      [{ code: 'column-twice', params: { column: 'id' }, at: [1, undefined] }],
      ['header-unusable'],
    ]);
  });

  test('of a long line is shown in part', () => {
    const [told] = opened(registers()).line('x'.repeat(500), 1).problems;
    expect(String(told?.params?.['found'])).toHaveLength(300);
  });

  test('may lack what is optional: a quality, a resolution, another series', () => {
    const optional = registers('quality: { column: q, optional: true, values: { e: estimated } }', ', resolution: res');
    expect(one('A,2026-05-06 07:08,12.5,,', optional)).toEqual([fine]);
    expect(told(registers('quality: { column: q, values: { e: estimated } }'), header)).toMatchObject([
      [{ code: 'columns-missing', params: { columns: 'q' } }],
    ]);
    const two = `format: csv\nzone: utc\nmeter: id\nreads:
  - { kind: interval, value: use, time: at, time_format: yyyy-mm-dd HH:MM, unit: gal, interval_minutes: 60 }
  - { kind: register, value: read, time: at, time_format: yyyy-mm-dd HH:MM, unit: { column: unit } }\n`;
    expect(one('A,2026-05-06 07:08,12.5,,gal', two)).toEqual([fine]);
    expect(told(two, 'id,at,value')).toMatchObject([[{ params: { columns: 'use' } }]]);
    expect(told(two, 'id,at,read')).toMatchObject([[{ params: { columns: 'use' } }]]);
  });

  test('may lack nothing that lines are left out by', () => {
    expect(told(registers('skip: { column: kind, is: fire }'), header)).toMatchObject([
      [{ params: { columns: 'kind' } }],
    ]);
  });

  test('has columns by number, too', () => {
    const numbered =
      'format: csv\nzone: utc\nmeter: 1\nreads: [{ kind: register, value: 3, time: 2, time_format: iso, unit: gal }]';
    expect(told(numbered, 'a,b,c', 'A,2026-05-06T07:08,12.5')).toEqual([['header'], [fine]]);
    expect(told(numbered, 'a,b')).toMatchObject([[{ code: 'columns-missing', params: { columns: '3' } }]]);
    expect(told(numbered, 'a,b,c', ',2026-05-06T07:08,12.5')[1]).toMatchObject([{ code: 'meter-unnamed', field: 'a' }]);
  });
});

describe('the meter of a line', () => {
  test('may be joined of several columns, each of them filled', () => {
    const joined = registers().replace('meter: id', 'meter: [id, flag]');
    expect(one('A,2026-05-06 07:08,12.5, 7 ,', joined)).toEqual([fine.replace('A', 'A-7')]);
    expect(one('A,2026-05-06 07:08,12.5,,', joined)).toEqual([problem('meter-unnamed', 'flag', 4)]);
    expect(one(' ,2026-05-06 07:08,12.5,7,', joined)).toEqual([problem('meter-unnamed', 'id', 1)]);
  });

  test('keeps its zeros where a spreadsheet protected them', () => {
    expect(one('"=""00124""",2026-05-06 07:08,12.5,,')).toEqual([fine.replace('A', '00124')]);
  });

  test('is no number that a spreadsheet rounded, and has at most 64 letters', () => {
    expect(one('1.23E+07,2026-05-06 07:08,12.5,,')).toEqual([problem('meter-rounded', 'id', 1, { found: '1.23E+07' })]);
    expect(one(`${'x'.repeat(64)},2026-05-06 07:08,12.5,,`)).toHaveLength(1);
    expect(one(`${'x'.repeat(65)},2026-05-06 07:08,12.5,,`)).toEqual([
      problem('field-too-long', 'id', 1, { found: 'x'.repeat(65), max: 64 }),
    ]);
    expect(one(`${'x'.repeat(100)},2026-05-06 07:08,12.5,,`)).toMatchObject([{ params: { found: 'x'.repeat(80) } }]);
  });
});

describe('lines are left out', () => {
  test('by what a column says, in whatever case', () => {
    const skip = registers('skip: [{ column: flag, is: [fire, test] }, { column: unit, is: x }]');
    expect(one('A,2026-05-06 07:08,12.5, FIRE ,', skip)).toEqual(['filtered']);
    expect(one('A,2026-05-06 07:08,12.5,,X', skip)).toEqual(['filtered']);
    expect(one('A,2026-05-06 07:08,12.5,fires,', skip)).toEqual([fine]);
  });

  test('without a value', () => {
    expect(one('A,2026-05-06 07:08, ,,')).toEqual(['no-value']);
  });
});

describe('the quality of a line', () => {
  const quality = registers('quality: { column: flag, values: { E: estimated, h: edited, m: missing } }');
  test.each([
    ['', [fine]],
    ['e', [fine.replace('measured', 'estimated')]],
    [' H ', [fine.replace('measured', 'edited')]],
    ['M', ['no-value']],
    ['X', [problem('quality-unknown', 'flag', 4, { found: 'X', expected: 'e, h, m' })]],
  ])('%j', (flag, outcome) => {
    expect(one(`A,2026-05-06 07:08,12.5,${flag},`, quality)).toEqual(outcome);
  });
});

describe('the value of a line', () => {
  test.each([
    ['12.5', '12.5', 0],
    ['0012.5', '12.5', 0],
    ['-3', '-3', 0],
    ['0.30000000000000004', '0.3', 1],
    ['12.5000000000000', '12.5', 0],
    ['1e-7', '0', 1],
    ['12.123456', '12.123456', 0],
  ])('%s is %s', (written, value, rounded) => {
    expect(one(`A,2026-05-06 07:08,${written},,`)).toEqual([
      ...[`A register 05-06T07:08:00 ${value} gal measured`, ...(rounded > 0 ? ['1 rounded'] : [])],
    ]);
  });

  test.each([
    ['12x', 'value-unreadable'],
    ['1.23E+07', 'value-rounded'],
    ['"0,055"', 'decimal-comma'],
    ['"124,5"', 'decimal-comma'],
    ['"1,24,000"', 'value-unreadable'],
  ])('%s is none', (written, code) => {
    const found = written.replaceAll('"', '');
    expect(one(`A,2026-05-06 07:08,${written},,`)).toEqual([problem(code, 'read', 3, { found })]);
  });

  test('that may be thousands or thousandths is asked about', () => {
    const semicolons = header.replaceAll(',', ';');
    expect(one('A;2026-05-06 07:08;1.234;;', registers(), semicolons)).toEqual([
      problem('decimal-ambiguous', 'read', 3, { found: '1.234' }),
    ]);
    expect(one('A;2026-05-06 07:08;1.234;;', registers('decimal: ","'), semicolons)).toEqual([
      'A register 05-06T07:08:00 1234 gal measured',
    ]);
    expect(one('A;2026-05-06 07:08;1,5;;', registers(), semicolons)).toEqual([
      'A register 05-06T07:08:00 1.5 gal measured',
    ]);
  });

  test('is multiplied, and rounded to the decimals that the mapping says', () => {
    const read = (written: string, more: string) => one(`A,2026-05-06 07:08,${written},,`, registers('', more));
    expect(read('12.5', ', multiplier: 10')).toEqual(['A register 05-06T07:08:00 125 gal measured']);
    expect(read('12.57', ', decimals: 1')).toEqual(['A register 05-06T07:08:00 12.6 gal measured', '1 rounded']);
    expect(read('12.50', ', decimals: 1')).toEqual(['A register 05-06T07:08:00 12.5 gal measured']);
    expect(read('12.00', ', decimals: 0')).toEqual(['A register 05-06T07:08:00 12 gal measured']);
  });
});

describe('the unit of a line', () => {
  const byColumn = registers().replace('unit: gal', 'unit: { column: unit, words: { X1: ccf } }');
  test.each([
    ['gal', 'gal'],
    [' x1 ', 'ccf'],
    ['Meter 9D 0.001CuFt', 'cf'],
  ])('%j is %s', (written, unit) => {
    expect(one(`A,2026-05-06 07:08,12.5,,${written}`, byColumn)).toEqual([fine.replace('gal', unit)]);
  });

  test('that nobody knows is told', () => {
    expect(one('A,2026-05-06 07:08,12.5,,kWh', byColumn)).toEqual([
      problem('unit-unknown', 'unit', 5, { found: 'kWh' }),
    ]);
  });
});

describe('the time of a line', () => {
  const expected = 'yyyy-mm-dd HH:MM';

  test('that is none is told, with what was expected', () => {
    expect(one('A,05/06/2026 07:08,12.5,,')).toEqual([
      problem('time-unreadable', 'at', 2, { found: '05/06/2026 07:08', expected }),
    ]);
    expect(one('A,2026-13-06 07:08,12.5,,')).toEqual([
      problem('day-month-swapped', 'at', 2, { found: '2026-13-06 07:08', expected }),
    ]);
  });

  test('may be the day alone, where a reader wrote it', () => {
    expect(one('A,2026-05-06,12.5,,')).toEqual(['A register 05-06T00:00:00 12.5 gal measured']);
    const intervals = registers('', ', interval_minutes: 60').replace('register', 'interval');
    expect(one('A,2026-05-06,12.5,,', intervals)).toMatchObject([{ code: 'time-unreadable' }]);
    const european = registers().replace('yyyy-mm-dd HH:MM', 'dd.mm.yyyy HH:MM');
    expect(one('A,2026-05-06,12.5,,', european)).toMatchObject([{ code: 'time-unreadable' }]);
  });

  test('may be of two columns', () => {
    const two = registers().replace('time: at', 'time: [at, flag]');
    expect(one('A,2026-05-06,12.5, 07:08,', two)).toEqual([fine]);
    expect(one('A,x,12.5,07:08,', two)).toEqual([problem('time-unreadable', 'at', 2, { found: 'x 07:08', expected })]);
  });

  test('that the clock skipped is told, with what would be lost', () => {
    expect(one('A,2026-03-08 02:30, 12.5 ,,', registers().replace('utc', 'local'))).toEqual([
      problem('time-skipped', 'at', 2, { found: '2026-03-08 02:30', zone, value: '12.5' }),
    ]);
  });

  test.each([
    ['07:00', '07:00'],
    ['07:05', '07:00'],
    ['07:06', '07:06'],
    ['07:54', '07:54'],
    ['07:55', '08:00'],
  ])('%s within five minutes of an hour is %s', (written, meant) => {
    expect(one(`A,2026-05-06 ${written},12.5,,`, registers('', ', snap_seconds: 300'))).toEqual([
      fine.replace('07:08', meant),
    ]);
  });

  test('of an interval is its end, or its start where the mapping says so', () => {
    const intervals = (more: string) => registers('', `, ${more}`).replace('register', 'interval');
    expect(one('A,2026-05-06 07:00,12.5,,', intervals('interval_minutes: 15'))).toEqual([
      'A interval 900 05-06T07:00:00 12.5 gal measured',
    ]);
    expect(one('A,2026-05-06 07:00,12.5,,', intervals('interval_minutes: 15, marks: start'))).toEqual([
      'A interval 900 05-06T07:15:00 12.5 gal measured',
    ]);
    expect(one('A,2026-05-06 07:00,12.5,,', registers('', ', marks: start'))).toEqual([fine.replace('07:08', '07:00')]);
    const days = intervals('interval_minutes: 1440, marks: start').replace('utc', 'local');
    expect(one('A,2026-03-08 00:00,12.5,,', days)).toEqual(['A interval 82800 03-09T07:00:00 12.5 gal measured']);
    const hours = intervals('interval_minutes: 60, marks: start').replace('utc', 'local');
    expect(one('A,2026-03-08 02:00,12.5,,', hours)).toMatchObject([{ code: 'time-skipped' }]);
    expect(one('A,2026-03-08 02:00,12.5,,', hours.replace('start', 'end'))).toHaveLength(1);
    expect(one('A,2026-03-08 02:00,12.5,,', registers('', ', marks: start').replace('utc', 'local'))).toEqual([
      'A register 03-08T10:00:00 12.5 gal measured',
    ]);
  });
});

describe('what a reader wrote beside a read', () => {
  const noted = (line: string) => {
    const reader = opened(registers('note: [flag, unit]'));
    reader.line(header, 1);
    return reader.line(line, 2).reads.map((read) => ('note' in read ? read.note : 'none'));
  };

  test('is kept on one line, of all columns that are filled', () => {
    expect(noted('A,2026-05-06 07:08,12.5, dog in  yard ,')).toEqual(['dog in yard']);
    expect(noted('A,2026-05-06 07:08,12.5,dog,gate locked')).toEqual(['dog; gate locked']);
    expect(noted('A,2026-05-06 07:08,12.5, ,')).toEqual(['none']);
  });

  test('is kept to its 300th letter', () => {
    expect(noted(`A,2026-05-06 07:08,12.5,${'x'.repeat(301)},`)).toEqual(['x'.repeat(300)]);
  });
});

describe('where a line carries a register and a use', () => {
  const both = (take: string, more = '') => `format: csv\nzone: utc\nmeter: id\ntake: ${take}\nreads:
  - { kind: register, value: read, time: at, time_format: iso, unit: { column: unit }${more} }
  - { kind: interval, value: flag, time: at, time_format: iso, unit: gal, interval_minutes: 60 }\n`;
  const line = (unit: string, read = '12.5', use = '3') => `A,2026-05-06T07:00,${read},${use},${unit}`;
  const kind = (yaml: string, text: string) => String(one(text, yaml)?.[0]).split(' ')[1];

  test('the first that is filled is taken', () => {
    expect(kind(both('first'), line('ccf'))).toBe('register');
    expect(kind(both('first'), line('ccf', ''))).toBe('interval');
    expect(kind(both('first'), line('ccf', '12.5', ''))).toBe('register');
  });

  test.each([
    ['gal', 'register'],
    ['cf', 'register'],
    ['l', 'register'],
    ['ccf', 'interval'],
    ['kgal', 'interval'],
    ['m3', 'interval'],
    ['kWh', 'interval'],
  ])('or the register where its least count is at most ten gallons: of %s the %s', (unit, taken) => {
    expect(kind(both('fine-register'), line(unit))).toBe(taken);
  });

  test('a coarse register is better than none', () => {
    expect(kind(both('fine-register'), line('ccf', '12.5', ''))).toBe('register');
    expect(kind(both('fine-register'), line('ccf', '', '3'))).toBe('interval');
  });

  test('how fine a register is, its resolution says', () => {
    const fine = (res: string, unit: string) =>
      told(both('fine-register', ', resolution: res'), `${header},res`, `${line(unit)},${res}`)[1]
        ?.toString()
        .split(' ')[1];
    expect(fine('0.01', 'ccf')).toBe('register');
    expect(fine('0.1', 'ccf')).toBe('interval');
    expect(fine('10', 'gal')).toBe('register');
    expect(fine('11', 'gal')).toBe('interval');
    expect([fine('', 'gal'), fine('0', 'gal'), fine('x', 'ccf')]).toEqual(['register', 'register', 'interval']);
    expect([fine('', 'ccf'), fine('0', 'ccf')]).toEqual(['interval', 'interval']);
  });
});

describe('JSON lines', () => {
  const json = (more = '', inSeries = '') =>
    registers(more, inSeries).replace('csv', 'jsonl').replace('id', 'device.id');
  const said = (value: unknown) => one(JSON.stringify(value), json(), '{}')?.[0];

  test('a column is a path, of a list by the place in it', () => {
    expect(said({ device: { id: 'A' }, at: '2026-05-06 07:08', read: 12.5 })).toBe(fine);
    expect(
      told(json().replace('device.id', 'ids.1'), '{"ids":["B","A"],"at":"2026-05-06 07:08","read":"12.5"}'),
    ).toEqual([[fine]]);
    expect(said({ device: 'A', at: '2026-05-06 07:08', read: 12.5 })).toMatchObject({
      code: 'meter-unnamed',
      at: [2, undefined],
      field: 'device.id',
    });
  });

  test('numbers keep all their digits, words of truth are text, and what holds more is nothing', () => {
    const line = (read: string) => `{"device":{"id":12345678901234567890},"at":"2026-05-06 07:08","read":${read}}`;
    expect(told(json(), line('12.50'))).toEqual([[fine.replace('A', '12345678901234567890').replace('12.5', '12.50')]]);
    expect(told(json(), line('true'))).toMatchObject([[{ code: 'value-unreadable', params: { found: 'true' } }]]);
    expect(told(json(), line('null'))).toEqual([['no-value']]);
    expect(told(json(), line('{"a":1}'))).toEqual([['no-value']]);
  });

  test.each(['{', 'null', '5', '"A"', '[1]', '[{},null]'])('%s is no object', (line) => {
    expect(told(json(), line)).toEqual([[{ code: 'json-unreadable', params: undefined, at: [1, undefined] }]]);
  });

  test('a list of objects is as many reads; one that gives none is counted', () => {
    const read = (id: string, value: unknown) => ({ device: { id }, at: '2026-05-06 07:08', read: value });
    expect(told(json(), JSON.stringify([read('A', 12.5), read('B', null), read('A', 12.5)]))).toEqual([
      [fine, fine, '1 empty'],
    ]);
    expect(told(json(), JSON.stringify([read('A', 12.5)]), '[]', ' ')).toEqual([[fine], ['no-value'], ['blank']]);
    expect(told(json(), JSON.stringify([read('A', '1e-7'), read('A', '1e-7')]))[0]).toContain('2 rounded');
  });

  test('a list within is as many reads, which have what is around them', () => {
    const within = json('each: data.readings');
    const line = (readings: unknown, more: object = {}) =>
      JSON.stringify({ device: { id: 'A' }, at: '2026-05-06 07:08', data: { readings }, ...more });
    expect(told(within, line([{ read: 12.5 }, { read: 12.5, device: { id: 'B' } }]))).toEqual([
      [fine, fine.replace('A', 'B')],
    ]);
    expect(told(within, line([]), line({ read: 12.5 }), '{"device":{"id":"A"}}')).toEqual([
      ['no-value'],
      [fine],
      ['no-value'],
    ]);
    expect(told(within, line([{ read: 12.5 }, 7]))).toMatchObject([[{ code: 'json-unreadable' }]]);
    expect(told(within, line(7))).toMatchObject([[{ code: 'json-unreadable' }]]);
    // What an object has of its own, and nothing that every object has.
    expect(
      told(within, '{"data":[{"readings":[{"read":12.5,"at":"2026-05-06 07:08","device":{"id":"A"}}]},{}]}'),
    ).toEqual([[fine]]);
    expect(told(json('each: toString'), '{"device":{"id":"A"}}')).toEqual([['no-value']]);
  });

  test('a path leads nowhere that every object has', () => {
    expect(told(json().replace('device.id', 'constructor.name'), '{"at":"2026-05-06 07:08","read":1}')).toMatchObject([
      [{ code: 'meter-unnamed' }],
    ]);
  });
});

test('a mapping reads files of its own format alone', () => {
  const mapping = readMapping('m.yaml', registers(), zone);
  if (!mapping.ok) throw new Error('unreadable');
  expect(openReader('cmep', mapping.value, 'f.dat')).toEqual({
    ok: false,
    problem: {
      code: 'metering.mapping-of-other-format',
      params: { format: 'cmep', mapping: 'csv' },
      place: { file: 'f.dat', line: 1 },
    },
  });
});

test('a file says by its name when it was made', () => {
  const at = Temporal.Instant.from('2026-05-06T07:08:00Z').epochMilliseconds / 1000;
  expect(opened(registers(), 'reads-202605060708.csv').madeAt()).toBe(at);
  expect(opened(registers(), 'reads.csv').madeAt()).toBeUndefined();
  const json = registers().replace('csv', 'jsonl');
  expect(opened(json, 'reads-202605060708.jsonl').madeAt()).toBe(at);
});
