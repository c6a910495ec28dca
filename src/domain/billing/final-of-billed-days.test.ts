import { describe, expect, test } from 'vitest';
import { day, meter, plainFacts, policy, publishedRates, shown } from '../../../test/support/account-to-bill.ts';
import { cents, exact, exactToDecimal } from '../kernel/index.ts';
import type { BilledPeriod } from './billed-period.ts';
import { type CalculatedBill, calculateBill, type ServicePointToBill } from './index.ts';

/** April was billed whole: 12,000 gallons, 41.88. The base charge is 20.88 a month; 1.19 up to 5 a month, then 2.15. */
const billedTo = shown('2025-05-03', 2200);
const april = (gallons = 12_000, charged = 4188, points = new Map([[3, exact(gallons)]])): BilledPeriod => ({
  ...{ kind: 'regular', period: { start: day('2025-04-03'), end: day('2025-05-03') } },
  ...{ gallons: points, charged: cents(charged) },
});
const point = (...installations: ServicePointToBill['installations']): ServicePointToBill => ({
  ...{ servicePointId: 3, rateClass: 'RESIDENTIAL_SINGLE', facts: plainFacts },
  installations,
});
const read = point(meter([shown('2025-04-18', 1700)], { billedTo }));

interface Closed {
  readonly closedOn?: string;
  readonly doubtful?: readonly BilledPeriod[];
  readonly servicePoints?: readonly ServicePointToBill[];
}

const final = ({ closedOn = '2025-04-18', doubtful = [april()], servicePoints = [read] }: Closed = {}) =>
  calculateBill(
    {
      ...{ accountId: 7, openedOn: day('2020-01-01'), billedThrough: day('2025-05-03'), closedOn: day(closedOn) },
      ...{ doubtful, servicePoints },
    },
    { readThrough: day('2025-06-03'), rates: publishedRates, policy },
  );

function finalBill(closed: Closed): CalculatedBill {
  const bill = final(closed);
  if (!bill.ok || bill.value === undefined) throw new Error('no final bill');
  return bill.value;
}

const empty = {
  ...{ accountId: 7, kind: 'final', period: { start: day('2025-05-03'), end: day('2025-05-04') } },
  ...{ estimates: [], estimated: false, uses: [], lines: [], gallons: exact(0), newCharges: 0 },
};

test('closed on the day through which it was billed: a final bill of nothing', () => {
  expect(final({ closedOn: '2025-05-03' })).toEqual({ ok: true, value: empty });
});

test('billed to its end by the system before, whose bills nobody here can put right: a final bill of nothing', () => {
  expect(final({ doubtful: [] })).toEqual({ ok: true, value: empty });
});

test('closed within the days billed: what was billed after is taken back, by the count of the day', () => {
  // Half a month, and 7,000 of the 12,000 gallons: 10.44, 2.5 at 1.19 and 4.5 at 2.15.
  const right = 1044 + 298 + 968;
  const bill = finalBill({});
  const register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 6 };
  expect({ ...bill, gallons: exactToDecimal(bill.gallons) }).toEqual({
    ...{ ...empty, gallons: '-5000', newCharges: right - 4188 },
    uses: [{ register, from: billedTo, to: shown('2025-04-18', 1700), usedCount: -500, rolledOver: false }],
    lines: [
      {
        part: 'estimate_correction',
        label: { es: 'Ajuste por los días después del cierre', en: 'Correction for days after the closing' },
        amount: right - 4188,
        explanation: {
          rule: {
            ...{ file: 'residential-inside-2025-03-01.owrs', line: 26 },
            ...{ rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: '2025-03-01' },
          },
          exactAmount: '-18.78',
          because: [
            { name: 'days-after-closing', values: { closed: '2025-04-18', through: '2025-05-03', billed: 4188 } },
          ],
        },
      },
    ],
  });
});

describe('the water of the days after', () => {
  const charges = (closed: Closed) => finalBill(closed).newCharges + 4188;

  test('where nobody knows the count of the day: the bill’s water is shared out by days', () => {
    // 15 of 30 days: 10.44, and 6,000 gallons: 2.5 at 1.19 and 3.5 at 2.15.
    const unread = point(meter([], { billedTo }));
    expect(charges({ servicePoints: [unread] })).toBe(1044 + 298 + 753);
    expect(finalBill({ servicePoints: [unread] }).uses).toEqual([]);
  });

  test('the count with which the next account began goes before a read of the day', () => {
    const takenOver = shown('2025-04-18', 1600);
    // 6,000 gallons less than were billed.
    expect(charges({ servicePoints: [point(meter([shown('2025-04-18', 1700)], { billedTo, takenOver }))] })).toBe(
      1044 + 298 + 753,
    );
  });

  test('a count above the one billed takes nothing back: by days then', () => {
    const higher = point(meter([shown('2025-04-18', 2201)], { billedTo }));
    expect(charges({ servicePoints: [higher] })).toBe(1044 + 298 + 753);
    // The very count billed: all 12,000 gallons had run by then.
    const same = point(meter([shown('2025-04-18', 2200)], { billedTo }));
    expect(charges({ servicePoints: [same] })).toBe(1044 + 298 + Math.round(9.5 * 215));
  });

  test('a count of a day after the one billed to takes nothing back', () => {
    const early = shown('2025-04-17', 2200);
    expect(charges({ servicePoints: [point(meter([shown('2025-04-18', 1700)], { billedTo: early }))] })).toBe(
      1044 + 298 + 753,
    );
    const ofTheDay = shown('2025-04-18', 2200);
    expect(
      finalBill({ servicePoints: [point(meter([shown('2025-04-18', 1700)], { billedTo: ofTheDay }))] }).uses,
    ).toHaveLength(1);
  });

  test('a meter that was never billed takes nothing back', () => {
    expect(finalBill({ servicePoints: [point(meter([shown('2025-04-18', 1700)]))] }).uses).toEqual([]);
  });

  test('more taken back than was billed is no water', () => {
    expect(finalBill({ doubtful: [april(3000, 2445)] }).newCharges).toBe(1044 - 2445);
    expect(finalBill({ doubtful: [april(5000, 2683)] }).newCharges).toBe(1044 - 2683);
  });

  test('each service point takes back its own', () => {
    const register = { serial: 'M2', unit: 'gal' as const, multiplier: '10', dials: 6 };
    const second = {
      ...point(meter([shown('2025-04-18', 900)], { register, billedTo: shown('2025-05-03', 1000) })),
      servicePointId: 4,
    };
    const points = new Map([
      [3, exact(12_000)],
      [4, exact(3000)],
    ]);
    // 7,000 and 2,000 gallons are left.
    const right = 1044 + 298 + 968 + 1044 + 238;
    const bill = finalBill({ servicePoints: [read, second], doubtful: [april(0, 6633, points)] });
    expect([bill.newCharges, exactToDecimal(bill.gallons)]).toEqual([right - 6633, '-6000']);
    // A place that the bill did not have had no water on it.
    expect(finalBill({ servicePoints: [read, second] }).newCharges).toBe(1044 + 298 + 968 + 1044 - 4188);
  });
});

describe('the day of the closing', () => {
  test('the day after the bill began: five days are charged', () => {
    const closed = { closedOn: '2025-04-04', servicePoints: [point(meter([shown('2025-04-04', 1000)], { billedTo }))] };
    expect(finalBill(closed).newCharges).toBe(348 - 4188);
  });

  test('the day the bill began, or before: that bill is to be cancelled', () => {
    const problem = { code: 'billing.billed-past-closing', params: { closed: '2025-04-03', through: '2025-05-03' } };
    expect(final({ closedOn: '2025-04-03' })).toEqual({ ok: false, problem });
    expect(final({ closedOn: '2025-03-01' })).toMatchObject({ problem: { code: 'billing.billed-past-closing' } });
  });
});

test('a class without rates cannot be put right', () => {
  expect(final({ servicePoints: [{ ...read, rateClass: 'FARM' }] })).toEqual({
    ok: false,
    problem: { code: 'billing.no-rate-for-class', params: { class: 'FARM', on: '2025-04-03' } },
  });
});

test('an account without a service point takes all of it back, by the utility’s own rule', () => {
  const [line] = finalBill({ servicePoints: [] }).lines;
  expect(line).toMatchObject({ amount: -4188 });
  expect(line?.explanation.rule).toEqual({
    ...{ file: 'utility.yaml', line: 1, rateClass: 'billing', effectiveOn: '2025-04-18' },
  });
});
