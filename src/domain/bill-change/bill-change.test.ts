import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { runs } from '../../../test/support/properties.ts';
import { monthsBilled, priceService } from '../billing/index.ts';
import { cents, exact, exactToDecimal, type Period, sumCents } from '../kernel/index.ts';
import { postedLine } from '../receivables/index.ts';
import { type BillToCompare, changeOfBill, weatherGallons } from './index.ts';

const facts = { meter_size: '5/8"', elevation_zone: 'gravity', backflow: true, high_elevation: false };

interface Billed {
  readonly start: string;
  readonly days: number;
  /** Of each service point. */
  readonly gallons: readonly number[];
  readonly size?: string;
  readonly lateFee?: number;
}

/** A bill as the cycle makes it, of the reference utility's published rates. */
function billOf({ start, days, gallons, size = '5/8"', lateFee = 0 }: Billed): BillToCompare {
  const from = Temporal.PlainDate.from(start);
  const period: Period = { start: from, end: from.add({ days }) };
  const months = monthsBilled('regular', period, 5);
  const services = gallons.map((used, index) => ({
    servicePointId: index + 1,
    rateClass: 'RESIDENTIAL_SINGLE',
    facts: { ...facts, meter_size: size },
    gallons: exact(used),
  }));
  const lines = services.flatMap((service) => {
    const priced = priceService(service, { gallons: service.gallons, months, period, rates: medfordRates });
    if (!priced.ok) throw new Error(priced.problem.code);
    return priced.value;
  });
  const fees =
    lateFee === 0 ? [] : [postedLine({ kind: 'late-fee', on: period.end, amount: cents(lateFee), sample: true })];
  return { period, months, services, lines: [...lines, ...fees] };
}

function told(before: Billed, now: Billed, weatherGallons?: number) {
  const terms = {
    rates: medfordRates,
    ...(weatherGallons === undefined ? {} : { weatherGallons: exact(weatherGallons) }),
  };
  const change = changeOfBill(billOf(before), billOf(now), terms);
  if (!change.ok) throw new Error(change.problem.code);
  return change.value;
}

const inWords = (change: ReturnType<typeof told>) =>
  change.parts.map(({ kind, amount }) => `${kind} ${(amount / 100).toFixed(2)}`).join(', ');

test.for<[string, Billed, Billed, string]>([
  [
    'the published 5.62 of the new prices alone',
    { start: '2024-04-03', days: 30, gallons: [12_000] },
    { start: '2025-04-03', days: 30, gallons: [12_000] },
    'days 0.00, use 0.00, rate 5.62, fees 0.00',
  ],
  [
    // 12,000 gallons in 30 days are 12,800 in 32: 800 in the second tier; then 3,200 more there.
    'two more days, and more water a day',
    { start: '2025-04-03', days: 30, gallons: [12_000] },
    { start: '2025-05-03', days: 32, gallons: [16_000] },
    'days 1.72, use 6.88, rate 0.00, fees 0.00',
  ],
  [
    'a late fee, and the one before that is gone',
    { start: '2025-04-03', days: 30, gallons: [5000], lateFee: 250 },
    { start: '2025-05-03', days: 30, gallons: [5000], lateFee: 500 },
    'days 0.00, use 0.00, rate 0.00, fees 2.50',
  ],
  [
    'a larger meter',
    { start: '2025-04-03', days: 30, gallons: [5000] },
    { start: '2025-05-03', days: 30, gallons: [5000], size: '1"' },
    'service 11.85, days 0.00, use 0.00, rate 0.00, fees 0.00',
  ],
])('%s', ([, before, now, words]) => {
  expect(inWords(told(before, now))).toBe(words);
});

test('a rate says which of its prices changed; water of every tier together', () => {
  const change = told(
    { start: '2024-04-03', days: 30, gallons: [12_000] },
    { start: '2025-04-03', days: 30, gallons: [12_000] },
  );
  const of = change.parts.find(({ kind }) => kind === 'rate')?.of.map(({ label, amount }) => `${label.en} ${amount}`);
  expect(of).toEqual(['Base charge 279', 'Water used 283']);
});

test('what goes with the weather is priced before the rest of the use', () => {
  const before = { start: '2025-04-03', days: 30, gallons: [12_000] };
  const now = { start: '2025-05-03', days: 30, gallons: [16_000] };
  expect(inWords(told(before, now, 1000))).toBe('days 0.00, weather 2.15, use 6.45, rate 0.00, fees 0.00');
});

test('without the rates of the earlier bill nothing is split, and it is said why', () => {
  const bill = billOf({ start: '2025-04-03', days: 30, gallons: [5000] });
  const change = changeOfBill(bill, bill, { rates: () => [] });
  expect(change).toMatchObject({ ok: false, problem: { code: 'billing.no-rate-for-class' } });
});

test('the parts add up to the difference to the cent, whatever the two bills are', () => {
  const bill = fc.record({
    start: fc
      .integer({ min: 0, max: 700 })
      .map((days) => Temporal.PlainDate.from('2024-03-02').add({ days }).toString()),
    days: fc.integer({ min: 1, max: 99 }),
    gallons: fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 2 }),
    size: fc.constantFrom('5/8"', '1"'),
    lateFee: fc.constantFrom(0, 500),
  });
  fc.assert(
    fc.property(
      bill,
      bill,
      fc.option(fc.integer({ min: -9000, max: 9000 }), { nil: undefined }),
      (before, now, weather) => {
        const change = told(before, now, weather);
        expect(sumCents(change.parts.map(({ amount }) => amount))).toBe(change.difference);
        const charged = (one: Billed) => sumCents(billOf(one).lines.map(({ amount }) => amount));
        expect(change.difference).toBe(charged(now) - charged(before));
        expect(exactToDecimal(change.gallons.now)).toBe(String(now.gallons.reduce((sum, one) => sum + one)));
      },
    ),
    { numRuns: runs(150) },
  );
});

describe('the gallons that go with the weather', () => {
  // A hundred gallons a day, and ten more for each degree above 18: a cold half-year, then a hot one.
  const highCelsius = Float64Array.from({ length: 300 }, (_, day) => (day < 150 ? 10 + (day % 5) : 24 + (day % 9)));
  const days = { highCelsius, gallons: highCelsius.map((high) => 100 + 10 * Math.max(0, high - 18)) };
  const [cold, hot] = [
    { from: 90, to: 120 },
    { from: 240, to: 270 },
  ];

  test('are the home’s own answer to a warmer or a colder period', () => {
    // A mean of 10.3 degrees above 18, for thirty days.
    expect(weatherGallons(days, cold, hot)?.valueOf()).toBe(3090);
    expect(weatherGallons(days, hot, cold)?.valueOf()).toBe(-3090);
  });

  test('are none for a home that uses no more in the heat, and unknown without its weather', () => {
    expect(weatherGallons({ ...days, gallons: highCelsius.map((high) => 200 - high) }, cold, hot)?.valueOf()).toBe(0);
    const unknown = new Float64Array(300).fill(Number.NaN);
    expect(weatherGallons({ ...days, highCelsius: unknown }, cold, hot)).toBeUndefined();
    expect(weatherGallons(days, { from: -20, to: 10 }, hot)).toBeUndefined();
  });
});

test('of several places it says which used more; one place is the whole bill', () => {
  const april = { start: '2025-04-03', days: 30 };
  const before = { ...april, gallons: [9000, 3000] };
  const { places } = told(before, { start: '2025-05-03', days: 30, gallons: [9000, 12_000] });
  expect(
    places.map(({ servicePointId, gallons }) => [
      servicePointId,
      exactToDecimal(gallons.before, 0),
      exactToDecimal(gallons.now, 0),
    ]),
  ).toEqual([
    [1, '9000', '9000'],
    [2, '3000', '12000'],
  ]);
  expect(told({ ...april, gallons: [9000] }, { ...april, gallons: [12_000] }).places).toEqual([]);
});
