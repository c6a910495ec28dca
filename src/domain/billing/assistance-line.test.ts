import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cents, cents, exact, sumCents } from '../kernel/index.ts';
import { type AssistanceSpan, type AssistanceTerms, assistanceLines } from './assistance-line.ts';
import type { BillLine } from './bill-line.ts';
import { explainLine } from './explain-bill.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const name = { es: 'Descuento', en: 'Discount' };
const line = (part: string, amount: number): BillLine => ({
  part,
  label: name,
  amount: cents(amount),
  explanation: {
    rule: { file: 'r.owrs', line: 1, rateClass: 'R', effectiveOn: '2025-03-01' },
    exactAmount: (amount / 100).toString(),
  },
});
/** The reference utility's bill of 12,000 gallons in 2025: 42.78. */
const lines = [
  line('service_charge', 2088),
  line('commodity_charge', 595),
  line('commodity_charge', 1505),
  line('backflow_fee', 90),
];
const april = { start: day('2025-04-03'), end: day('2025-05-03') };
const quarterOff: AssistanceTerms = {
  id: 'quarter',
  name,
  off: { percent: 25 },
  parts: ['service_charge', 'commodity_charge'],
  sample: true,
};
const sixOff: AssistanceTerms = { id: 'six', name, off: { amountAMonth: cents(600) }, sample: true };
const span = (programme: string, fromOn: string, endsOn?: string): AssistanceSpan => ({
  programme,
  fromOn: day(fromOn),
  ...(endsOn === undefined ? {} : { endsOn: day(endsOn) }),
});
const off = (spans: readonly AssistanceSpan[], programmes: readonly AssistanceTerms[], months = exact(1)) =>
  assistanceLines(spans, { period: april, months, lines, programmes });

test.each<[string, AssistanceSpan[], AssistanceTerms, number[]]>([
  // 25 % of 20.88 + 5.95 + 15.05 = 41.88 is 10.47; the backflow fee is not of it.
  ['a quarter off', [span('quarter', '2025-01-01')], quarterOff, [-1047]],
  ['a quarter off all of it', [span('quarter', '2025-01-01')], { ...quarterOff, parts: ['backflow_fee'] }, [-23]],
  ['capped', [span('quarter', '2025-01-01')], { ...quarterOff, capAMonth: cents(800) }, [-800]],
  ['six dollars off', [span('six', '2025-01-01')], sixOff, [-600]],
  ['never more than the lines', [span('six', '2025-01-01')], { ...sixOff, parts: ['backflow_fee'] }, [-90]],
  ['from the middle: 10 of 30 days', [span('six', '2025-04-23')], sixOff, [-200]],
  ['until the middle: 20 of 30 days', [span('six', '2025-01-01', '2025-04-23')], sixOff, [-400]],
  ['ended before', [span('six', '2025-01-01', '2025-04-03')], sixOff, []],
  ['begins after', [span('six', '2025-05-03')], sixOff, []],
  ['the programme itself ends', [span('six', '2025-01-01')], { ...sixOff, endsOn: day('2025-04-18') }, [-300]],
  ['one that the file has no more', [span('gone', '2025-01-01')], sixOff, []],
  ['ended and begun again', [span('six', '2025-01-01', '2025-04-13'), span('six', '2025-04-13')], sixOff, [-200, -400]],
])('%s', (_, spans, terms, amounts) => {
  expect(off(spans, [terms]).map(({ amount }) => amount)).toEqual(amounts);
});

test('of two programmes the second takes what the first has left', () => {
  const [fourFifths, half] = [
    { ...quarterOff, id: 'four-fifths', off: { percent: 80 } },
    { ...quarterOff, id: 'half', off: { percent: 50 } },
  ].map(({ parts: _, ...all }) => all);
  if (fourFifths === undefined || half === undefined) throw new Error('no programmes');
  const spans = [span('four-fifths', '2025-01-01'), span('half', '2025-01-01')];
  // 80 % of 42.78 are 34.22; 8.56 are left of it.
  expect(off(spans, [fourFifths, half]).map(({ amount }) => amount)).toEqual([-3422, -856]);
});

test('half a month has half the amount and half the cap', () => {
  const half = exact(1).div(2);
  expect(off([span('six', '2025-01-01')], [sixOff], half)[0]?.amount).toBe(-300);
  const capped = { ...quarterOff, capAMonth: cents(800) };
  expect(off([span('quarter', '2025-01-01')], [capped], half)[0]?.amount).toBe(-400);
});

test('a discount is a line of its own, by the utility’s own rule', () => {
  const published = { ...sixOff, sample: false };
  expect(off([span('six', '2025-01-01')], [published])).toStrictEqual([
    {
      ...{ part: 'assistance_discount', label: name, amount: -600 },
      explanation: {
        rule: { file: 'utility.yaml', line: 1, rateClass: 'assistance.six', effectiveOn: '2025-01-01' },
        exactAmount: '-6',
        because: [{ name: 'assistance-amount', values: { amount: 600 } }],
      },
    },
  ]);
});

test('a discount that just reaches its cap is not called capped', () => {
  const [discount] = off([span('quarter', '2025-01-01')], [{ ...quarterOff, capAMonth: cents(1047) }]);
  expect(discount?.explanation.because?.map((one) => one.name)).toEqual(['assistance-percent']);
});

test('of two ends the earlier counts', () => {
  const ended = span('six', '2025-01-01', '2025-04-13');
  expect(off([ended], [{ ...sixOff, endsOn: day('2025-04-23') }])[0]?.amount).toBe(-200);
  expect(off([ended], [{ ...sixOff, endsOn: day('2025-04-08') }])[0]?.amount).toBe(-100);
});

test('of what comes to nothing, or to less, nothing is taken off', () => {
  expect(off([span('six', '2025-01-01')], [{ ...sixOff, parts: ['sewer_charge'] }])).toEqual([]);
  const credited = [line('service_charge', -500)];
  const bill = { period: april, months: exact(1), lines: credited, programmes: [sixOff] };
  expect(assistanceLines([span('six', '2025-01-01')], bill)).toEqual([]);
});

test('the line says its sum, its cap, its days and until when', () => {
  const capped = { ...quarterOff, capAMonth: cents(800) };
  const [discount] = off([span('quarter', '2025-04-23', '2026-04-23')], [capped]);
  expect(discount && explainLine(discount).map(({ key, values }) => [key, values])).toEqual([
    ['explain.assistance-percent', { percent: 25, base: 4188 }],
    ['explain.assistance-cap', { amount: 800 }],
    ['explain.assistance-days', { days: 10, periodDays: 30 }],
    ['explain.assistance-until', { date: day('2026-04-22') }],
    ['explain.rounded', { exact: '-2.666666666667', rounded: '-2.67' }],
    ['explain.sample', {}],
  ]);
});

test('whatever the programmes, a bill is never less than nothing, and nothing is added to it', () => {
  const amount = fc.integer({ min: 0, max: 30_000 });
  const programme = fc.record({
    percent: fc.integer({ min: 1, max: 100 }),
    cap: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
    from: fc.integer({ min: -60, max: 40 }),
    days: fc.integer({ min: 1, max: 90 }),
  });
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 5 }), fc.array(programme, { maxLength: 4 }), (amounts, some) => {
      const billed = amounts.map((one, index) => line(`part_${index}`, one));
      const programmes = some.map(
        ({ percent, cap }, index): AssistanceTerms => ({
          id: `p${index}`,
          name,
          off: { percent },
          ...(cap === undefined ? {} : { capAMonth: cents(cap) }),
          sample: false,
        }),
      );
      const spans = some.map(({ from, days }, index) => {
        const fromOn = april.start.add({ days: from });
        return { programme: `p${index}`, fromOn, endsOn: fromOn.add({ days }) };
      });
      const discounts = assistanceLines(spans, { period: april, months: exact(1), lines: billed, programmes });
      expect(discounts.every((one) => one.amount < 0)).toBe(true);
      expect(sumCents([...billed, ...discounts].map((one): Cents => one.amount))).toBeGreaterThanOrEqual(0);
    }),
  );
});
