import { describe, expect, test } from 'vitest';
import { day, plainFacts, publishedRates } from '../../../test/support/account-to-bill.ts';
import { cents, exact, ok, refused } from '../kernel/index.ts';
import { type BillLine, type BillTerms, billLines } from './index.ts';

const name = { es: 'Uno', en: 'One' };
const service = { rateClass: 'RESIDENTIAL_SINGLE', facts: plainFacts };
const since = { fromOn: day('2025-01-01') };
const terms: BillTerms = {
  ...{ period: { start: day('2025-04-03'), end: day('2025-05-03') }, months: exact(1), rates: publishedRates },
  policy: {
    recurringFees: [{ id: 'fire-line', name, amountAMonth: cents(1250), sample: false }],
    assistance: [{ id: 'half', name, off: { percent: 50 }, sample: false }],
  },
  account: {},
};
const corrected: BillLine = {
  ...{ part: 'estimate_correction', label: name, amount: cents(-100) },
  explanation: { rule: { file: 'f', line: 1, rateClass: 'R', effectiveOn: '2025-03-01' }, exactAmount: '-1' },
};
const parts = (uses: Parameters<typeof billLines>[0], more: Partial<BillTerms> = {}) => {
  const lines = billLines(uses, { ...terms, ...more });
  return lines.ok ? lines.value.map(({ part, amount }) => [part, amount]) : lines.problem;
};

test('each place’s water, then fees that come with every bill, then what programmes take off the water', () => {
  const account = { recurringFees: [{ fee: 'fire-line', ...since }], assistance: [{ programme: 'half', ...since }] };
  const uses = [
    { service, gallons: exact(1000) },
    { service, gallons: exact(2000), corrected: () => ok(corrected) },
  ];
  expect(parts(uses, { account })).toEqual([
    ['service_charge', 2088],
    ['commodity_charge', 119],
    ['service_charge', 2088],
    ['commodity_charge', 238],
    ['estimate_correction', -100],
    ['fee_fire_line', 1250],
    ['assistance_discount', -2217],
  ]);
});

test('a fee or a programme that the utility has no more is on no bill', () => {
  const account = { recurringFees: [{ fee: 'fire-line', ...since }], assistance: [{ programme: 'half', ...since }] };
  expect(parts([], { account, policy: {} })).toEqual([]);
  expect(parts([], { account: { recurringFees: [{ fee: 'hydrant', ...since }] } })).toEqual([]);
});

describe('what puts earlier bills right', () => {
  test('is asked with the lines of the place itself, and may be nothing', () => {
    const asked: number[][] = [];
    const ask = (lines: readonly BillLine[]) => {
      asked.push(lines.map(({ amount }) => amount));
      return ok(undefined);
    };
    const uses = [
      { service, gallons: exact(1000), corrected: ask },
      { service, gallons: exact(2000), corrected: ask },
    ];
    expect(parts(uses)).toHaveLength(4);
    expect(asked).toEqual([
      [2088, 119],
      [2088, 238],
    ]);
  });

  test('refused, refuses the bill', () => {
    const problem = { code: 'billing.less-than-billed' } as const;
    expect(parts([{ service, gallons: exact(1000), corrected: () => refused(problem) }])).toEqual(problem);
  });
});

test('a class without rates refuses the bill', () => {
  expect(parts([{ service: { ...service, rateClass: 'FARM' }, gallons: exact(1) }])).toMatchObject({
    code: 'billing.no-rate-for-class',
  });
});
