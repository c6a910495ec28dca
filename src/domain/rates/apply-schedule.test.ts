import { describe, expect, test } from 'vitest';
import { billed, home } from '../../../test/support/owrs.ts';
import { exact } from '../kernel/index.ts';
import { applySchedule, readSchedule } from './index.ts';

const at = (part: number, more = 0) => ({ file: 'test.owrs', line: part + 2 + more, column: 5 });
const label = (words: string) => ({ es: words, en: words });
const tiers = 'commodity_charge: Tiered\ntier_starts: [0, 15, 21]\ntier_prices: [1, 2, 4]\n';

describe('a line says what it is made of', () => {
  test('a part with a price is the use at that price', () => {
    expect(billed(home('commodity_charge: usage_ccf*1.19\nbill: commodity_charge'), { usage_ccf: '12.5' })).toEqual([
      {
        part: 'commodity_charge',
        label: label('commodity charge'),
        place: at(1),
        quantity: '12.5',
        unit: 'ccf',
        unitPrice: '1.19',
        exactAmount: '14.875',
        amount: 1488,
        sample: false,
      },
    ]);
  });

  test('a price may stand before the use, and the use in a unit of its own', () => {
    const [line] = billed(home('charge: 0.001*usage_gal\nbill: charge'), { usage_gal: '7480' });
    expect(line).toMatchObject({ quantity: '7480', unit: 'gal', unitPrice: '0.001', exactAmount: '7.48', amount: 748 });
  });

  test('each tier that was used is a line', () => {
    const line = (
      number: number,
      from: string,
      to: string | undefined,
      quantity: string,
      price: number,
      sample = false,
    ) => ({
      part: 'commodity_charge',
      label: label('commodity charge'),
      place: at(1, 1),
      tier: [number, from, to],
      quantity,
      unit: 'ccf',
      unitPrice: String(price),
      exactAmount: String(Number(quantity) * price),
      amount: Number(quantity) * price * 100,
      sample,
    });
    const text = home(`${tiers}bill: commodity_charge`, 'sample: {tier_prices: ["3"]}\n');
    expect(billed(text, { usage: '14' })).toEqual([line(1, '0', '14', '14', 1)]);
    expect(billed(text, { usage: '22' })).toEqual([
      line(1, '0', '14', '14', 1),
      line(2, '14', '20', '6', 2),
      line(3, '20', undefined, '2', 4, true),
    ]);
    expect(billed(text, { usage: '0' })).toEqual([line(1, '0', '14', '0', 1)]);
  });

  test('a fixed charge is its amount, another formula shows itself, and what is taken off is negative', () => {
    const text = home('a: 0.125\nb: (people+1)*2\nbill: a+b-c\nc: 1.005');
    expect(billed(text, { people: '2' })).toEqual([
      { part: 'a', label: label('a'), place: at(1), exactAmount: '0.125', amount: 13, sample: false },
      {
        ...{ part: 'b', label: label('b'), place: at(2), formula: '(people+1)*2' },
        ...{ exactAmount: '6', amount: 600, sample: false },
      },
      { part: 'c', label: label('c'), place: at(4), exactAmount: '-1.005', amount: -101, sample: false },
    ]);
  });

  test('a term of the bill itself is named by what it is', () => {
    expect(billed(home('bill: usage*2-people*3'), { usage: '4', people: '2' })).toEqual([
      {
        ...{ part: 'usage*2', label: label('usage*2'), place: at(1), quantity: '4', unit: 'ccf', unitPrice: '2' },
        ...{ exactAmount: '8', amount: 800, sample: false },
      },
      {
        ...{ part: 'people*3', label: label('people*3'), place: at(1), formula: 'people*3' },
        ...{ exactAmount: '-6', amount: -600, sample: false },
      },
    ]);
  });

  test('tiers that are taken off are negative, tier by tier', () => {
    const lines = billed(home(`${tiers}bill: 50-commodity_charge`), { usage: '15' });
    expect(lines.map((line) => ('exactAmount' in line ? line['exactAmount'] : line))).toEqual(['50', '-14', '-2']);
  });

  test('a part that the tariff rounds is one line at its step', () => {
    const text = home(`${tiers}bill: commodity_charge`, 'rounding: {commodity_charge: 0.25}\n');
    expect(billed(text, { usage: '14.1' })).toEqual([
      {
        ...{ part: 'commodity_charge', label: label('commodity charge'), place: at(1, 1) },
        ...{ exactAmount: '14.25', amount: 1425, sample: false },
      },
    ]);
    expect(billed(home('bill: usage', 'rounding: {bill: 0.25}\n'), { usage: '1.1' })).toMatchObject([
      { part: 'bill', exactAmount: '1', amount: 100 },
    ]);
  });

  test('a map is the value of its key, and a sample where that key is', () => {
    const map = 'base: {depends_on: zone, values: {A: 1.10, B: 2.20}}\nbill: base';
    const text = home(map, 'sample: {base: [b]}\n');
    const line = { part: 'base', label: label('base'), place: at(1, 1) };
    expect(billed(text, { zone: 'A' })).toEqual([{ ...line, exactAmount: '1.1', amount: 110, sample: false }]);
    expect(billed(text, { zone: 'b' })).toEqual([{ ...line, exactAmount: '2.2', amount: 220, sample: true }]);
  });

  test('a key without a value bills those of the others', () => {
    const text = home('base: {depends_on: zone, values: {A: , B: 2}}\nbill: base');
    expect(billed(text, { zone: 'B' })).toMatchObject([{ exactAmount: '2' }]);
    expect(billed(text, { zone: 'A' })).toEqual([
      { code: 'rates.part-empty', field: 'base', params: { name: 'base' }, place: { ...at(1), column: 39 } },
    ]);
  });

  test('a price that is a sample makes the line one', () => {
    const text = home('price: 2\ncharge: usage*price\nbill: charge', 'sample: {price: yes}\n');
    expect(billed(text, { usage: '3' })).toMatchObject([{ part: 'charge', unitPrice: '2', sample: true }]);
  });
});

describe('a share of a period', () => {
  const text = home(`base: 10\n${tiers}bill: base+commodity_charge`);

  test('has that share of fixed charges and of the tiers’ widths', () => {
    const half = { share: exact('1/2'), volume: { amount: exact(10), unit: 'ccf' as const } };
    expect(billed(text, {}, half)).toMatchObject([
      { part: 'base', exactAmount: '5', amount: 500 },
      { tier: [1, '0', '14'], quantity: '7', exactAmount: '7', amount: 700 },
      { tier: [2, '14', '20'], quantity: '3', exactAmount: '6', amount: 600 },
    ]);
  });

  test('of nothing costs nothing', () => {
    expect(billed(text, { usage: '10' }, { share: exact(0) })).toEqual([]);
  });

  test('has its use converted exactly', () => {
    const volume = { amount: exact(57_600), unit: 'gal' as const };
    expect(billed(home('bill: usage*1'), {}, { volume })).toMatchObject([{ quantity: '77', exactAmount: '77' }]);
  });
});

describe('what a caller gets wrong', () => {
  const text = home('fee: {depends_on: zone, values: {A: 1, B: 2}}\nbill: usage_ccf+fee+people');

  test.each([
    [
      'a use that is no number',
      { usage: 'much' },
      [{ code: 'rates.input-not-a-number', field: 'usage', params: { name: 'usage', found: 'much' } }],
    ],
    [
      'a use below nothing',
      { usage: '-1' },
      [{ code: 'rates.usage-negative', field: 'usage', params: { found: '-1' } }],
    ],
    [
      'two uses',
      { usage: '1', usage_gal: '7' },
      [{ code: 'rates.usage-contradictory', field: 'usage_gal', params: { name: 'usage_gal' } }],
    ],
    [
      'nothing said at all',
      {},
      [
        {
          code: 'rates.input-missing',
          field: 'usage_ccf',
          params: { name: 'usage_ccf', expected: '0–9' },
          place: { file: 'test.owrs', line: 2 },
        },
        {
          code: 'rates.input-missing',
          field: 'zone',
          params: { name: 'zone', expected: 'A, B' },
          place: { file: 'test.owrs', line: 2 },
        },
        {
          code: 'rates.input-missing',
          field: 'people',
          params: { name: 'people', expected: '0–9' },
          place: { file: 'test.owrs', line: 2 },
        },
      ],
    ],
    [
      'a zone that there is not',
      { usage: '1', zone: 'C', people: '2' },
      [
        {
          code: 'rates.input-unknown-value',
          field: 'zone',
          params: { name: 'zone', found: 'C', expected: 'A, B' },
          place: at(1),
        },
      ],
    ],
    [
      'people who are no number',
      { usage: '1', zone: 'A', people: 'two' },
      [{ code: 'rates.input-not-a-number', field: 'people', params: { name: 'people', found: 'two' }, place: at(2) }],
    ],
  ])('%s', (_, inputs, problems) => {
    expect(billed(text, inputs)).toEqual(problems);
  });

  test('a class is found in whatever case, and another is named with those that there are', () => {
    const read = readSchedule(
      'test.owrs',
      'rate_structure:\n  HOME:\n    bill: 1\n  FARM:\n    bill: 2\n  ODD:\n    bill: x_fee\n',
    );
    if (!read.ok) throw new Error('unreadable');
    const apply = (rateClass: string) => applySchedule(read.value, { rateClass, inputs: {} });
    expect(apply(' farm ')).toMatchObject({ ok: true, value: { total: 200 } });
    expect(apply('odd')).toMatchObject({ ok: false, problem: [{ code: 'rates.part-missing' }] });
    expect(apply('SHOP')).toEqual({
      ok: false,
      problem: [
        {
          code: 'rates.class-unknown',
          field: 'class',
          params: { name: 'SHOP', known: 'HOME, FARM' },
          place: { file: 'test.owrs', line: 1 },
        },
      ],
    });
  });
});

test.each([
  ['bill: 1/a\na: 0', 'division-by-zero'],
  ['bill: 2^65', 'power-too-large'],
  ['bill: 2^0.5', 'power-too-large'],
  ['bill: 0^-1', 'power-too-large'],
  ['bill: 10^60', 'number-too-large'],
])('%s is refused', (parts, code) => {
  expect(billed(home(parts))).toEqual([
    { code: `rates.${code}`, field: 'bill', params: { name: 'bill' }, place: at(1) },
  ]);
});

test.each([
  ['bill: 2^10', '1024'],
  ['bill: 4^0.5', '2'],
  ['bill: 8^(1/3)', '2'],
  ['bill: 2^-1', '0.5'],
  ['bill: 2^64/2^63', '2'],
  ['bill: 7-(2-1)*3/2', '5.5'],
])('%s is %s', (parts, value) => {
  const lines = billed(home(parts.replace('bill:', 'a:').concat('\nbill: a')));
  expect(lines).toMatchObject([{ exactAmount: value }]);
});
