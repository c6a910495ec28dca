import { describe, expect, test } from 'vitest';
import { openReader, readMapping } from './index.ts';

const zone = 'America/Los_Angeles';
function opened(more = '', file = 'f.dat', where = 'utc') {
  const mapping = readMapping('cmep.yaml', `format: cmep\nzone: ${where}\n${more}`, zone);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem));
  const reader = openReader('cmep', mapping.value, file);
  if (!reader.ok) throw new Error(reader.problem.code);
  return reader.value;
}

interface Record14 {
  readonly customer?: string;
  readonly stamp?: string;
  readonly meter?: string;
  readonly purpose?: string;
  readonly commodity?: string;
  readonly unit?: string;
  readonly constant?: string;
  readonly interval?: string;
  readonly count?: string;
}
/** A record of the fields that a test says, and triplets. */
const record = (said: Record14, ...triplets: readonly string[]) => {
  const { customer = 'C-1', stamp = '202605070815', meter = 'M-1', purpose = 'OK', commodity = 'W' } = said;
  const { unit = 'GALREG', constant = '1', interval = '60', count = String(triplets.length) } = said;
  return [
    ...['MEPMD01', '19970819', 'SIM', '', 'UTIL', customer, stamp, meter, purpose, commodity, unit, constant, interval],
    ...[count, ...triplets],
  ].join(',');
};
const eight = '202605060800,R,10';
const utc = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at * 1000)
    .toString()
    .slice(5, 16);
function told(line: string, reader = opened()) {
  const { reads, problems, skipped, empty } = reader.line(line, 3);
  return [
    ...reads.map(
      ({ meter, kind, at, value, unit, quality, intervalSeconds = '' }) =>
        `${meter} ${kind} ${intervalSeconds} ${utc(at)} ${value} ${unit} ${quality}`,
    ),
    ...problems.map(({ code, params, place }) => [code.replace('metering.', ''), params, place]),
    ...(skipped === undefined ? [] : [skipped]),
    ...(empty === undefined ? [] : [`${empty} empty`]),
  ];
}
const fine = 'M-1 register  05-06T08:00 10 gal measured';
const wrong = (code: string, column: number | undefined, params: Record<string, string | number> = {}) => [
  code,
  { column: column ?? 0, ...params },
  { file: 'f.dat', line: 3, ...(column === undefined ? {} : { column }) },
];

describe('a CMEP record', () => {
  test.each(['', 'OK', 'RESEND', 'HISTORY', 'REREAD'])('of purpose %j is measured', (purpose) => {
    expect(told(record({ purpose }, eight))).toEqual([fine]);
  });

  test.each(['SUMMARY', 'PROFILE', 'TEMPLATE'])('of purpose %s is not', (purpose) => {
    expect(told(record({ purpose }, eight))).toEqual(['not-measured']);
  });

  test('of another purpose, or of another kind, is told', () => {
    expect(told(record({ purpose: 'GUESS' }, eight))).toEqual([wrong('purpose-unknown', 9, { found: 'GUESS' })]);
    expect(told(record({}, eight).replace('MEPMD01', 'MEPMD09'))).toEqual([
      wrong('record-unknown', 1, { found: 'MEPMD09' }),
    ]);
    expect(told('x'.repeat(200))).toEqual([wrong('record-unknown', 1, { found: 'x'.repeat(80) })]);
  });

  test('of other water than water is left out', () => {
    expect(told(record({ commodity: 'G' }, eight))).toEqual(['other-commodity']);
  });

  test('of fewer than fourteen fields, or with a quote that nobody closes, is told', () => {
    expect(told(record({}).replace(/,0$/, ''))).toEqual([wrong('field-count', undefined, { expected: 14, found: 13 })]);
    expect(told(`"${record({}, eight)}`)).toEqual([wrong('quote-unclosed', undefined)]);
  });

  test('says its meter in field 8, else 6; a mapping may say which', () => {
    expect(told(record({ meter: '' }, eight))).toEqual([fine.replace('M-1', 'C-1')]);
    expect(told(record({}, eight), opened('meter: [6, 8]'))).toEqual([fine.replace('M-1', 'C-1')]);
    expect(told(record({ customer: '' }, eight), opened('meter: [6, 8]'))).toEqual([fine]);
    expect(told(record({}, eight), opened('meter: [14, name]'))).toEqual([fine]);
    expect(told(record({ meter: '', customer: '' }, eight))).toEqual([wrong('meter-unnamed', 8)]);
  });

  test('says a meter that is no rounded number, of at most 64 letters', () => {
    expect(told(record({ meter: '1.2E+07' }, eight))).toEqual([wrong('meter-rounded', 8, { found: '1.2E+07' })]);
    expect(told(record({ meter: 'x'.repeat(64) }, eight))).toHaveLength(1);
    expect(told(record({ meter: 'x'.repeat(65) }, eight))).toEqual([
      wrong('field-too-long', 8, { found: 'x'.repeat(65), max: 64 }),
    ]);
    expect(told(record({ meter: 'x'.repeat(99) }, eight))).toEqual([
      wrong('field-too-long', 8, { found: 'x'.repeat(80), max: 64 }),
    ]);
  });

  test.each([
    ['unit', 'KWH', 'unit-unknown', 11],
    ['constant', 'ten', 'value-unreadable', 12],
    ['constant', '0.0', 'value-unreadable', 12],
    ['constant', '-1', 'value-unreadable', 12],
    ['interval', 'hour', 'interval-unreadable', 13],
    ['count', 'x', 'value-unreadable', 14],
    ['count', '1234567', 'value-unreadable', 14],
    ['count', '', 'value-unreadable', 14],
  ])('whose %s is %j is told', (field, found, code, column) => {
    expect(told(record({ [field]: found }, eight))).toEqual([wrong(code, column, { found })]);
  });

  test('has every mistake told at once', () => {
    const codes = told(record({ meter: '', customer: '', unit: 'KWH', constant: 'x', count: 'x', interval: 'x' })).map(
      ([code]) => code,
    );
    expect(codes).toEqual([
      ...['meter-unnamed', 'unit-unknown', 'value-unreadable', 'interval-unreadable', 'value-unreadable'],
    ]);
  });

  test('of a register needs no interval, of a use it does', () => {
    expect(told(record({ interval: '' }, eight))).toEqual([fine]);
    expect(told(record({ interval: '', unit: 'GAL' }, eight))).toEqual([
      wrong('interval-unreadable', 13, { found: '' }),
    ]);
    expect(told(record({ unit: 'GAL' }, eight))).toEqual(['M-1 interval 3600 05-06T08:00 10 gal measured']);
  });

  test('has its constant applied, and none where it says none', () => {
    expect(told(record({ constant: '' }, eight))).toEqual([fine]);
    expect(told(record({ constant: '1.0' }, eight))).toEqual([fine]);
    expect(told(record({ constant: '0.25' }, eight))).toEqual([fine.replace(' 10 ', ' 2.5 ')]);
  });

  test('may end with a check sum', () => {
    expect(told(`${record({}, eight)},H1A2f`)).toEqual([fine]);
    expect(told(`${record({}, eight)},X1A2F`)).toEqual([fine, wrong('count-mismatch', 14, { expected: 1, found: 1 })]);
    expect(told(`${record({}, eight)},H1A2FF`)).toEqual([fine, wrong('count-mismatch', 14, { expected: 1, found: 1 })]);
    // As the value of a triplet it is none.
    expect(told(record({ count: '1' }, '202605060800,R,H1A2F'))).toEqual([
      wrong('value-unreadable', 17, { found: 'H1A2F' }),
    ]);
  });

  test('says when its file was made: the latest of name and records', () => {
    const made = (file: string, ...stamps: readonly string[]) => {
      const reader = opened('', file);
      for (const stamp of stamps) reader.line(record({ stamp }), 1);
      const at = reader.madeAt();
      return at === undefined ? 'never' : utc(at);
    };
    expect(made('f.dat')).toBe('never');
    expect(made('f.dat', '202605070815', '202605070900', '202605070830', 'x')).toBe('05-07T09:00');
    expect(made('f_202605080000.dat', '202605070815')).toBe('05-08T00:00');
    expect(made('f_202605060000.dat', '202605070815')).toBe('05-07T08:15');
  });
});

describe('the triplets of a record', () => {
  test.each([
    ['R', 'measured'],
    ['', 'measured'],
    ['V', 'measured'],
    ['A', 'edited'],
    ['E', 'estimated'],
    ['R00000000', 'measured'],
    ['E1f', 'estimated'],
  ])('of status %j are %s', (status, quality) => {
    expect(told(record({}, `202605060800,${status},10`))).toEqual([fine.replace('measured', quality)]);
  });

  test.each(['X', 'R000000000', 'RR', 'r', 'R-'])('of status %s are told', (status) => {
    expect(told(record({}, `202605060800,${status},10`))).toEqual([
      wrong('quality-unknown', 16, { found: status, expected: 'R, V, A, E, N' }),
    ]);
  });

  test('that the feed has not are counted', () => {
    expect(told(record({}, '202605060800,N,', '202605060900,N0,0', ',,', eight))).toEqual([fine, '3 empty']);
    expect(told(record({}, '202605060800,R,'))).toEqual([wrong('value-unreadable', 17, { found: '' })]);
  });

  test('without a time are an interval after the one before', () => {
    expect(told(record({ interval: '15' }, eight, ',R,11', ',R,12'))).toEqual([
      fine,
      fine.replace('08:00 10', '08:15 11'),
      fine.replace('08:00 10', '08:30 12'),
    ]);
    expect(told(record({ interval: '' }, eight, ',R,11'))).toEqual([fine, wrong('time-unknown', 18)]);
    expect(told(record({}, ',R,11'))).toEqual([wrong('time-unknown', 15)]);
  });

  test('with a time that is none, or that the clock skipped, are told', () => {
    expect(told(record({}, '202605062561,R,10', ',R,11'))).toEqual([
      wrong('time-unreadable', 15, { found: '202605062561', expected: 'CCYYMMDDHHMM' }),
      wrong('time-unknown', 18),
    ]);
    expect(told(record({}, '202603080230,R,10', ',R,11'), opened('', 'f.dat', 'local'))).toEqual([
      wrong('time-skipped', 15, { found: '202603080230', zone, value: '10' }),
      wrong('time-unknown', 18),
    ]);
  });

  test('with a value that is none are told', () => {
    expect(told(record({}, '202605060800,R,ten'))).toEqual([wrong('value-unreadable', 17, { found: 'ten' })]);
  });

  test('of a day are the calendar’s', () => {
    expect(told(record({ unit: 'GAL', interval: '1440' }, '202603090000,R,10'), opened('', 'f.dat', 'local'))).toEqual([
      'M-1 interval 82800 03-09T07:00 10 gal measured',
    ]);
  });

  test('fewer than the record says: the last may be cut', () => {
    expect(told(record({ count: '3' }, eight, '202605060900,R,1'))).toEqual([
      fine,
      wrong('count-mismatch', 14, { expected: 3, found: 2 }),
    ]);
    expect(told(record({ count: '3' }, eight, '202605060900,R'))).toEqual([
      fine,
      wrong('count-mismatch', 14, { expected: 3, found: 1 }),
    ]);
    expect(told(record({ count: '1' }))).toEqual([wrong('count-mismatch', 14, { expected: 1, found: 0 })]);
  });

  test('more than the record says: as many as it says', () => {
    expect(told(record({ count: '1' }, eight, '202605060900,R,11'))).toEqual([
      fine,
      wrong('count-mismatch', 14, { expected: 1, found: 2 }),
    ]);
    expect(told(`${record({ count: '1' }, eight)},`)).toEqual([fine]);
    expect(told(`${record({ count: '1' }, eight)},x`)).toEqual([
      fine,
      wrong('count-mismatch', 14, { expected: 1, found: 1 }),
    ]);
  });

  test('none are none', () => {
    expect(told(record({}))).toEqual([]);
  });
});
