import { describe, expect, test } from 'vitest';
import { home, wrong } from '../../../test/support/owrs.ts';
import { readSchedule } from './read-schedule.ts';

const read = (text: string) => {
  const schedule = readSchedule('test.owrs', text);
  if (!schedule.ok) throw new Error(schedule.problem.map(({ code }) => code).join(', '));
  return schedule.value;
};
const at = (line: number, column: number) => ({ file: 'test.owrs', line, column });
const head = (...lines: string[]) => `metadata:\n${lines.map((line) => `  ${line}\n`).join('')}`;

test('the head of a file says whose rates they are, from when, in which unit and for how many months', () => {
  const said = head(
    'utility_name: Medford Water',
    'effective_date: 2025-03-01',
    'bill_unit: kgal',
    'bill_frequency: bimonthly',
  );
  const { classes, refused, labels, ...about } = read(home('bill: 1', said));
  expect(about).toEqual({
    file: 'test.owrs',
    utility: 'Medford Water',
    effectiveOn: Temporal.PlainDate.from('2025-03-01'),
    unit: 'kgal',
    periodMonths: 2,
  });
  expect([[...classes.keys()], refused.size, labels.size]).toEqual([['HOME'], 0, 0]);
});

test('classes and what they ask for have names too, as parts have; what the file does not use has none', () => {
  const parts = 'charge:\n  depends_on: zone\n  values: {A: 1}\nbill: charge*people';
  const labels = 'labels: {HOME: {en: Home}, zone: {en: Zone}, people: {en: People}}\n';
  expect([...read(home(parts, labels)).labels].map(([name, { en }]) => `${name}: ${en}`)).toEqual([
    'HOME: Home',
    'zone: Zone',
    'people: People',
  ]);
  expect(wrong(home(parts, 'labels: {peopel: {en: People}}\n')).map(({ code, field }) => [code, field])).toEqual([
    ['rates.addition-unknown-part', 'peopel'],
  ]);
});

test('a file without a head is in hundred cubic feet, by the month, from no day', () => {
  const { utility, effectiveOn, unit, periodMonths } = read(home('bill: 1'));
  expect({ utility, effectiveOn, unit, periodMonths }).toEqual({
    utility: 'test.owrs',
    effectiveOn: undefined,
    unit: 'ccf',
    periodMonths: 1,
  });
});

test.each([
  ['ccf', 'CCF|hcf| Ccf '],
  ['kgal', 'kgal|KGAL'],
  ['gal', 'gal|Gallons'],
  ['cf', 'cf'],
  ['m3', 'm3|kilolitre|Kiloliter|kl'],
])('the unit is %s where the file says %s', (unit, words) => {
  const units = words.split('|').map((word) => [word, read(home('bill: 1', head(`bill_unit: "${word}"`))).unit]);
  expect(units).toEqual(words.split('|').map((word) => [word, unit]));
});

describe('what spoils the whole file is told at its place', () => {
  test.each([
    ['nothing', '', { code: 'rates.structure-missing', place: at(1, 1) }],
    ['a word', 'rates', { code: 'rates.structure-missing', place: at(1, 1) }],
    ['no classes', 'rate_structure: {}\n', { code: 'rates.structure-missing', place: at(1, 1) }],
    ['a list of classes', '# rates\nrate_structure: [HOME]\n', { code: 'rates.structure-missing', place: at(2, 1) }],
    [
      'an unknown unit',
      home('bill: 1', head('bill_unit: bucket')),
      { code: 'rates.unit-unknown', params: { found: 'bucket' }, place: at(2, 14) },
    ],
    [
      'a date that is none',
      home('bill: 1', head('effective_date: spring')),
      { code: 'rates.date-unreadable', params: { found: 'spring' }, place: at(2, 19) },
    ],
    [
      'an unknown frequency',
      home('bill: 1', head('bill_frequency: weekly')),
      { code: 'rates.frequency-unknown', params: { found: 'weekly' }, place: at(2, 19) },
    ],
    [
      'a section of the wrong kind',
      home('bill: 1', 'rounding: 5\n'),
      { code: 'rates.addition-unreadable', params: { name: 'rounding', expected: '0.01' }, place: at(1, 11) },
    ],
    [
      'a label in one language',
      home('bill: 1', 'labels: {bill: {es: Agua}}\n'),
      {
        code: 'rates.addition-unreadable',
        field: 'bill',
        params: { name: 'labels: bill', expected: '{ es: …, en: … }' },
        place: at(1, 10),
      },
    ],
    [
      'a sample that is no list and no yes',
      home('bill: 1', 'sample: {bill: no}\n'),
      {
        code: 'rates.addition-unreadable',
        field: 'bill',
        params: { name: 'sample: bill', expected: 'yes, ["3", E1]' },
        place: at(1, 10),
      },
    ],
    [
      'a default that is a list',
      home('bill: 1', 'defaults: {zone: [A]}\n'),
      {
        code: 'rates.addition-unreadable',
        field: 'zone',
        params: { name: 'defaults: zone', expected: 'no' },
        place: at(1, 12),
      },
    ],
    [
      'an addition to a part that there is not',
      home('bill: 1', 'rounding: {bil: 0.05}\n'),
      {
        code: 'rates.addition-unknown-part',
        field: 'bil',
        params: { name: 'rounding', part: 'bil' },
        place: at(1, 12),
      },
    ],
    [
      'a head that stands twice',
      `${head('bill_unit: gal')}${head('bill_unit: ccf')}${home('bill: 1')}`,
      { code: 'rates.name-duplicate', params: { key: 'metadata', first: 1 }, place: at(3, 1) },
    ],
    [
      'maps in maps in maps',
      `rate_structure: ${'{a: '.repeat(60)}1${'}'.repeat(60)}`,
      { code: 'rates.yaml-unreadable', params: { reason: 'it is nested too deeply' }, place: at(1, 213) },
    ],
    [
      'a quote that is not closed',
      'rate_structure:\n  HOME:\n    bill: "1\n',
      { code: 'rates.yaml-unreadable', params: { reason: 'Missing closing "quote' }, place: at(4, 1) },
    ],
  ])('%s', (_, text, problem) => {
    expect(wrong(text)).toEqual([problem]);
  });

  test('all of it at once', () => {
    const text = home('bill: 1', `${head('bill_unit: bucket', 'effective_date: spring')}sample: {x: yes}\n`);
    expect(wrong(text).map(({ code }) => code)).toEqual([
      'rates.unit-unknown',
      'rates.date-unreadable',
      'rates.addition-unknown-part',
    ]);
  });

  test('one mistake of indentation is said once a line', () => {
    const text = 'rate_structure:\n  HOME:\n   bill: 1\n     a: [1\n  b: ]\n';
    const lines = wrong(text).map(({ place }) => place?.line);
    expect(lines).toEqual([...new Set(lines)]);
  });
});

describe('a class', () => {
  test('without parts bills nothing', () => {
    expect(wrong('rate_structure:\n  HOME:\n')).toEqual([
      { code: 'rates.class-empty', params: { name: 'HOME' }, place: at(2, 3) },
    ]);
    expect(wrong('rate_structure:\n  HOME: {}\n')).toEqual([
      { code: 'rates.class-empty', params: { name: 'HOME' }, place: at(2, 3) },
    ]);
  });

  test('that stands twice is set aside, in whatever case, and the others bill', () => {
    const schedule = read('rate_structure:\n  HOME:\n    bill: 1\n  home:\n    bill: 2\n  FARM:\n    bill: 3\n');
    const twice = { code: 'rates.name-duplicate', params: { key: 'home', first: 2 }, place: at(4, 3) };
    expect([...schedule.classes.keys()]).toEqual(['FARM']);
    expect([...schedule.refused]).toEqual([
      ['HOME', [twice]],
      ['home', [twice]],
    ]);
  });

  test('may say the same twice, and not two things', () => {
    expect(wrong(home('bill: 1\nbill: 1'))).toEqual([]);
    expect(wrong(home('a: 1\nbill: a\na: 2'))).toEqual([
      { code: 'rates.key-duplicate', field: 'a', params: { key: 'a', first: 3 }, place: at(5, 5) },
    ]);
  });

  test('has parts with their labels, their rounding, and what of them is a sample', () => {
    const additions = [
      'labels: {charge: {es: Cargo fijo, en: Base charge}}',
      'rounding: {charge: 0.05}',
      'sample: {charge: Yes, other_charge: ["3", E1]}',
      'defaults: {zone: A}',
    ];
    const text = home('charge: 1\nother_charge: 2\nbill: charge+other_charge*zone', `${additions.join('\n')}\n`);
    const { parts, inputs, ...about } = read(text).classes.get('HOME') ?? {};
    const [charge, other] = [...(parts?.values() ?? [])];
    expect(about).toEqual({ name: 'HOME', line: 6, usesWater: false, inPart: [] });
    expect([...(inputs?.values() ?? [])]).toEqual([{ name: 'zone', values: [], fallback: 'A' }]);
    expect([charge?.label, charge?.sample, charge?.roundedTo?.toString()]).toEqual([
      { es: 'Cargo fijo', en: 'Base charge' },
      'whole',
      '0.05',
    ]);
    expect([other?.label, other?.sample, other?.roundedTo]).toEqual([
      { es: 'other charge', en: 'other charge' },
      new Set(['3', 'E1']),
      undefined,
    ]);
  });
});

test.each([
  ['tier_starts_drought', 'drought'],
  ['tier_prices', ''],
  ['variable_drought_surcharge', 'drought'],
  ['sewer_tier_prices', 'sewer'],
  ['budget_commodity', 'commodity'],
  ['commodity_charge', 'commodity'],
  ['indoor_commodity', 'commodity'],
  ['outdoor', ''],
  ['gpcd_commodity', 'commodity'],
  ['landscape_factor_irrigation', 'irrigation'],
  ['flat_rate_sewer', 'sewer'],
  ['flat_rate', ''],
  ['fixed_drought_surcharge', 'drought'],
  ['fixedness', 'fixedness'],
  ['service_charge', 'service'],
  ['backflow_fee', 'backflow_fee'],
  ['drought_rate', 'drought'],
])('the part %s is of the family %j', (name, suffix) => {
  expect(
    read(home(`${name}: 1\nbill: 1`))
      .classes.get('HOME')
      ?.parts.get(name)?.suffix,
  ).toBe(suffix);
});
