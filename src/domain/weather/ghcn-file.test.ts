import fc from 'fast-check';
import { expect, test } from 'vitest';
import { present } from '../kernel/index.ts';
import { type GhcnUnits, ghcnReader, weatherNews } from './index.ts';

const station = 'USW00024225';
const today = Temporal.PlainDate.from('2026-05-31');

function read(text: string, units?: GhcnUnits) {
  const reader = ghcnReader({ file: 'w.csv', station, today, ...present({ units }) });
  for (const line of text.split('\n')) reader.line(line);
  return reader.finish();
}

const told = (text: string, units?: GhcnUnits) => {
  const found = read(text, units);
  if (!found.ok) throw new Error(found.problem.code);
  return {
    ...found.value,
    days: found.value.days.map((one) => [one.day.toString(), one.highTenths, one.lowTenths, one.rainTenths]),
  };
};

test('by-station files of daily-summaries: tenths, padded and quoted, with attributes', () => {
  const found = told(
    [
      '"STATION","DATE","LATITUDE","NAME","PRCP","PRCP_ATTRIBUTES","TAVG","TMAX","TMAX_ATTRIBUTES","TMIN","TMIN_ATTRIBUTES"',
      '"USW00024225","2026-05-01","42.38","MEDFORD AIRPORT, OR US","   13",",,W,2400","","  222",",,W","   61",",,W"',
      '"USW00024225","2026-05-02","42.38","MEDFORD AIRPORT, OR US","    0","T,,W,2400","","  250",",,W","   72",",I,W"',
      '"USW00024225","2026-05-03","42.38","MEDFORD AIRPORT, OR US","","","","","","",""',
    ].join('\r\n'),
  );
  expect(found).toMatchObject({ units: 'tenths', flagged: 1, otherLines: 0, problems: [] });
  expect(found.days).toEqual([
    ['2026-05-01', 222, 61, 13],
    ['2026-05-02', 250, undefined, 0],
  ]);
});

test('one element a line, of many stations, without a header', () => {
  const found = told(
    [
      'USW00024225,20260502,TMAX,250,,,W,',
      'USW00024225,20260501,TMAX,222,,,W,',
      'USW00024225,20260501,TMIN,-17,,,W,',
      'USW00024225,20260501,PRCP,9999,,,W,',
      'USW00024225,20260501,SNOW,0,,,W,',
      'USC00356907,20260501,TMAX,100,,,7,0700',
      'USW00024225,20260502,TMIN,-9,,X,W,',
    ].join('\n'),
  );
  expect(found).toMatchObject({ units: 'tenths', otherLines: 2, flagged: 1 });
  expect(found.days).toEqual([
    ['2026-05-01', 222, -17, undefined],
    ['2026-05-02', 250, undefined, undefined],
  ]);
});

test.each<[string, string, GhcnUnits, GhcnUnits | undefined]>([
  [
    'STATION,DATE,TMAX,TMIN,PRCP\nUSW00024225,2026-05-01,22.2,6.1,1.3',
    'a decimal point in a temperature',
    'metric',
    undefined,
  ],
  ['STATION,DATE,TMAX,TMIN,PRCP\nUSW00024225,2026-05-01,72,43,0.05', 'one in rain only', 'standard', undefined],
  ['STATION,DATE,TMAX,TMIN,PRCP\nUSW00024225,2026-05-01,222,61,13', 'none', 'tenths', undefined],
  ['STATION,DATE,PRCP\nUSW00024225,2026-05-01,0.05', 'said, where only rain is there', 'standard', 'standard'],
])('%j: the units are found by %s', (text, _why, units, said) => {
  const { days, ...facts } = told(text, said);
  expect(facts).toMatchObject({ units, problems: [] });
  expect(days[0]?.[3]).toBe(13);
});

test('only rain with a decimal point may be inches or millimetres: nobody guesses', () => {
  expect(read('STATION,DATE,PRCP\nUSW00024225,2026-05-01,0.05')).toMatchObject({
    problem: { code: 'weather.units-unknown' },
  });
});

test('a bad line is refused with its place and reason, and the rest goes in', () => {
  const found = told(
    [
      'STATION,DATE,TMAX,TMIN,PRCP',
      'USW00024225,2026-02-30,100,20,0',
      'USW00024225,2026-05-01,warm,61,13',
      'USW00024225,2026-05-02,2220,61,13',
      'USW00024225,2026-05-03',
      'USW00024225,"2026-05-04,1,1,1',
      'USW00024225,2026-05-05,222,61,-4',
      'USW00024225,2026-05-06,222,61,0',
    ].join('\n'),
  );
  expect(found.problems.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([
    ['weather.date-unreadable', 2, undefined],
    ['weather.value-unreadable', 3, 3],
    ['weather.field-count', 5, undefined],
    ['weather.quote-unclosed', 6, undefined],
    ['weather.value-implausible', 4, 3],
    ['weather.value-implausible', 7, 5],
  ]);
  expect(found.days.map(([day]) => day)).toEqual(['2026-05-01', '2026-05-02', '2026-05-05', '2026-05-06']);
});

test('what is no weather, or of another station, is no import', () => {
  expect(read('meter,time,read\n1,2026-05-01,3')).toMatchObject({ problem: { code: 'weather.columns-missing' } });
  expect(read('')).toMatchObject({ problem: { code: 'weather.columns-missing' } });
  expect(read('STATION,DATE,TMAX\nUSC00356907,2026-05-01,100')).toMatchObject({
    problem: { code: 'weather.station-not-in-file', params: { station } },
  });
});

test('whole degrees Fahrenheit and hundredths of an inch come back as they were', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 130 }), fc.integer({ min: 0, max: 4000 }), (fahrenheit, hundredths) => {
      const rain = `${Math.floor(hundredths / 100)}.${`${hundredths % 100}`.padStart(2, '0')}`;
      const [day] = told(`STATION,DATE,TMAX,PRCP\n${station},2026-05-01,${fahrenheit},${rain}`).days;
      expect(Math.round((Number(day?.[1]) * 9) / 50) + 32).toBe(fahrenheit);
      expect(Math.round(Number(day?.[3]) / 2.54)).toBe(hundredths);
    }),
  );
});

test('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.boolean(), (lines, headed) => {
      const reader = ghcnReader({ file: 'w.csv', station, today });
      if (headed) reader.line('STATION,DATE,TMAX,TMAX_ATTRIBUTES,PRCP');
      for (const line of lines) reader.line(headed ? `${station},${line}` : line);
      reader.finish();
    }),
  );
});

test('only days that say something else are news; what is left out is carried on', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const standing = new Map([
    ['2026-05-01', { day: day('2026-05-01'), highTenths: 222, rainTenths: 13 }],
    ['2026-05-02', { day: day('2026-05-02'), highTenths: 250 }],
  ]);
  const news = weatherNews(standing, [
    { day: day('2026-05-01'), highTenths: 222 },
    { day: day('2026-05-02'), lowTenths: 72 },
    { day: day('2026-05-03'), lowTenths: 80 },
  ]);
  expect(news).toMatchObject({ fresh: 1, changed: 1, unchanged: 1 });
  expect(news.days.map(({ day: on, ...rest }) => [on.toString(), rest])).toEqual([
    ['2026-05-02', { highTenths: 250, lowTenths: 72 }],
    ['2026-05-03', { lowTenths: 80 }],
  ]);
});

test('a day whose high is below its low, and days that are not over, are refused; the rain of the day stays', () => {
  const found = told(
    'STATION,DATE,TMAX,TMIN,PRCP\nUSW00024225,2026-05-01,61,222,13\nUSW00024225,2027-05-01,222,61,0\nUSW00024225,2026-05-02,222,61,0',
  );
  expect(found.problems).toMatchObject([
    { code: 'weather.day-out-of-range', params: { found: '2027-05-01' }, place: { line: 3 } },
    { code: 'weather.high-below-low', params: { high: 61, low: 222 }, place: { line: 2 } },
  ]);
  expect(found.days).toEqual([
    ['2026-05-01', undefined, undefined, 13],
    ['2026-05-02', 222, 61, 0],
  ]);
});

test('a day that is said twice with different values is told with both, and the later one stays', () => {
  const found = told('STATION,DATE,TMAX,TMIN,PRCP\nUSW00024225,2026-05-01,222,61,13\nUSW00024225,2026-05-01,232,61,13');
  expect(found.days).toEqual([['2026-05-01', 232, 61, 13]]);
  expect(found.problems).toEqual([
    {
      code: 'weather.two-values',
      params: { day: '2026-05-01', element: 'TMAX', kept: '232', other: 222 },
      place: { file: 'w.csv', line: 3, column: 3 },
    },
  ]);
});

test('whole temperatures that could be degrees as well as tenths are asked for, and taken when the units are said', () => {
  const winter = 'STATION,DATE,TMAX,TMIN\nUSW00024225,2026-01-01,35,20\nUSW00024225,2026-01-02,36,21';
  expect(read(winter)).toMatchObject({ ok: false, problem: { code: 'weather.units-unknown' } });
  expect(told(winter, 'standard').days[0]).toEqual(['2026-01-01', 17, -67, undefined]);
  expect(told(winter, 'tenths').days[0]).toEqual(['2026-01-01', 35, 20, undefined]);
});
