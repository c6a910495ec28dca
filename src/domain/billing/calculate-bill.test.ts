import { describe, expect, test } from 'vitest';
import {
  billedInApril,
  day,
  meter,
  nextBill,
  policy,
  publishedRates,
  servicePoint,
  shown,
} from '../../../test/support/account-to-bill.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { cents, exact } from '../kernel/index.ts';
import type { Installation } from '../metering/index.ts';
import { calculateBill, type RateBook } from './index.ts';

const read = [shown('2025-05-03', 2200)];
const billedTo = shown('2025-04-03', 1000);
const { billedThrough: _, ...neverBilled } = billedInApril;

test('twelve thousand gallons of a month: the base charge, and two tiers', () => {
  const bill = calculateBill(billedInApril, { readThrough: day('2025-05-03'), rates: publishedRates, policy });
  const [register] = billedInApril.servicePoints[0]?.installations.map((one) => one.register) ?? [];
  expect(bill.ok && bill.value).toMatchObject({ lines: [{ amount: 2088 }, { amount: 595 }, { amount: 1505 }] });
  expect(bill.ok && bill.value && { ...bill.value, lines: [], gallons: bill.value.gallons.toFraction() }).toEqual({
    accountId: 7,
    kind: 'regular',
    period: { start: day('2025-04-03'), end: day('2025-05-03') },
    uses: [{ register, from: billedTo, to: read[0], usedCount: 1200, rolledOver: false }],
    estimates: [],
    lines: [],
    gallons: '12000',
    newCharges: 4188,
    estimated: false,
  });
});

describe('what the next bill is', () => {
  test.each([
    ['read a few days early', [shown('2025-04-30', 2080)], 'regular 2025-04-03 – 2025-04-30: 10800 gal, 3930'],
    [
      'read twice: the later read closes',
      [shown('2025-04-30', 2080), ...read],
      'regular 2025-04-03 – 2025-05-03: 12000 gal, 4188',
    ],
    [
      'read after the day asked for',
      [...read, shown('2025-05-04', 2300)],
      'regular 2025-04-03 – 2025-05-03: 12000 gal, 4188',
    ],
  ])('%s', (__, reads, bill) => {
    expect(nextBill({ ...billedInApril, servicePoints: [servicePoint(meter(reads, { billedTo }))] })).toBe(bill);
  });

  test.each([
    ['billed through this very day', { billedThrough: day('2025-05-03') }, 'nothing yet'],
    ['billed ten days ago', { billedThrough: day('2025-04-23') }, 'nothing yet'],
    [
      'billed eleven days ago',
      { billedThrough: day('2025-04-22') },
      'regular 2025-04-22 – 2025-05-03: 12000 gal, 3439',
    ],
  ])('an account that was %s', (__, change, bill) => {
    expect(nextBill({ ...billedInApril, ...change })).toBe(bill);
  });

  test.each([
    [
      'in the middle of the month',
      '2025-04-16',
      [shown('2025-04-16', 1700)],
      'first 2025-04-16 – 2025-05-03: 5000 gal, 1986',
    ],
    [
      'some days before the read',
      '2025-04-28',
      [shown('2025-04-28', 2100)],
      'first 2025-04-28 – 2025-05-03: 1000 gal, 483',
    ],
    ['today', '2025-05-03', [], 'nothing yet'],
    ['next week', '2025-05-10', [], 'nothing yet'],
  ])('of who moved in %s', (__, openedOn, before, bill) => {
    const account = {
      ...neverBilled,
      openedOn: day(openedOn),
      servicePoints: [servicePoint(meter([...before, ...read]))],
    };
    expect(nextBill(account)).toBe(bill);
  });

  test('of who moved in days ago waits for the next read, where there is none yet', () => {
    const opened = [shown('2025-04-28', 2100)];
    const movedIn = { ...neverBilled, openedOn: day('2025-04-28'), servicePoints: [servicePoint(meter(opened))] };
    expect(nextBill(movedIn)).toBe('nothing yet');
  });

  test.each([
    ['closed on the day of the read', '2025-05-03', read, 'final 2025-04-03 – 2025-05-03: 12000 gal, 4188'],
    [
      'closed before it: the count of the day is shared out',
      '2025-04-18',
      read,
      'final 2025-04-03 – 2025-04-18: 6000 gal, 2095, estimated',
    ],
    ['closes after it', '2025-05-04', read, 'regular 2025-04-03 – 2025-05-03: 12000 gal, 4188'],
    [
      'closed two days after the last bill',
      '2025-04-05',
      read,
      'final 2025-04-03 – 2025-04-05: 800 gal, 443, estimated',
    ],
  ])('of who %s', (__, closedOn, reads, bill) => {
    const point = servicePoint(meter([billedTo, ...reads], { billedTo }));
    expect(nextBill({ ...billedInApril, closedOn: day(closedOn), servicePoints: [point] })).toBe(bill);
  });

  test('where the meter was exchanged, is of both', () => {
    const removed = { on: day('2025-04-20'), count: 1600 };
    const register = { serial: 'M2', unit: 'cf' as const, multiplier: '1', dials: 5 };
    const later = meter([shown('2025-05-03', 100)], { register, installed: { on: day('2025-04-20'), count: 0 } });
    const account = { ...billedInApril, servicePoints: [servicePoint(meter([], { billedTo, removed }), later)] };
    const gallons = exact(6000).add(exact(57_600).div(77));
    const bill = calculateBill(account, { readThrough: day('2025-05-03'), rates: publishedRates, policy });
    expect(bill.ok && bill.value?.gallons.equals(gallons)).toBe(true);
    expect(bill.ok && bill.value?.uses.map(({ register: { serial }, usedCount }) => [serial, usedCount])).toEqual([
      ['M1', 600],
      ['M2', 100],
    ]);
  });

  test('of two service points is of both, with the base charge of each', () => {
    const second = {
      ...servicePoint(meter([shown('2025-05-02', 500)], { billedTo: shown('2025-04-03', 400) })),
      servicePointId: 4,
    };
    const bill = nextBill({ ...billedInApril, servicePoints: [...billedInApril.servicePoints, second] });
    expect(bill).toBe('regular 2025-04-03 – 2025-05-03: 13000 gal, 6395');
  });
});

describe('where nobody read the meter', () => {
  const history = [shown('2025-02-03', 0), shown('2025-03-05', 600), billedTo];

  test('it is estimated by the months before, and the bill says so', () => {
    const account = { ...billedInApril, servicePoints: [servicePoint(meter(history, { billedTo }))] };
    expect(nextBill(account)).toBe('regular 2025-04-03 – 2025-05-03: 5080 gal, 2700, estimated');
    const bill = calculateBill(account, { readThrough: day('2025-05-03'), rates: publishedRates, policy });
    expect(bill.ok && bill.value?.estimates).toEqual([
      {
        meterSerial: 'M1',
        read: { on: day('2025-05-03'), count: 1508, quality: 'estimated', basis: 'average-of-last-reads' },
      },
    ]);
  });

  test('a read before the last ten days closes nothing', () => {
    const reads = [...history, shown('2025-04-23', 2000)];
    const account = { ...billedInApril, servicePoints: [servicePoint(meter(reads, { billedTo }))] };
    expect(nextBill(account)).toMatch(/estimated$/);
    const inTime = [...history, shown('2025-04-24', 2000)];
    expect(nextBill({ ...account, servicePoints: [servicePoint(meter(inTime, { billedTo }))] })).not.toMatch(
      /estimated$/,
    );
  });
});

describe('what is for a person to clear', () => {
  test.each([
    ['no service point', { servicePoints: [] }, { code: 'billing.no-service-point' }],
    ['no meter', { servicePoints: [servicePoint()] }, { code: 'metering.no-meter' }],
    [
      'a meter that nobody ever read',
      { servicePoints: [servicePoint(meter([], { billedTo }))] },
      { code: 'metering.no-history-to-estimate', params: { serial: 'M1', on: '2025-05-03' } },
    ],
    [
      'hours that wait for an analyst',
      { servicePoints: [servicePoint(meter([], { billedTo, inDoubt: true }))] },
      { code: 'metering.hours-in-doubt', params: { serial: 'M1' } },
    ],
    [
      'a register that ran backwards',
      { servicePoints: [servicePoint(meter([shown('2025-05-03', 900)], { billedTo }))] },
      { code: 'metering.negative-use', params: { serial: 'M1', from: 1000, to: 900, on: '2025-05-03' } },
    ],
    [
      'more than a hundred days at once',
      { billedThrough: day('2025-01-22') },
      { code: 'billing.period-too-long', params: { days: 101, from: '2025-01-22' } },
    ],
    [
      'a class without rates',
      { servicePoints: [{ ...servicePoint(meter(read, { billedTo })), rateClass: 'FARM' }] },
      { code: 'billing.no-rate-for-class', params: { class: 'FARM', on: '2025-04-03' } },
    ],
  ])('%s', (__, change, problem) => {
    expect(nextBill({ ...billedInApril, ...change })).toEqual(problem);
  });

  test('a hundred days are billed, by their months', () => {
    const late = { ...billedInApril, servicePoints: [servicePoint(meter([shown('2025-06-15', 2200)], { billedTo }))] };
    expect(nextBill({ ...late, billedThrough: day('2025-03-07') }, '2025-06-15')).toBe(
      'regular 2025-03-07 – 2025-06-15: 12000 gal, 8388',
    );
  });
});

describe('a period of more than a hundred days', () => {
  const review = referenceUtility.billing.review.rules;
  const since = { ...billedInApril, billedThrough: day('2025-01-22') };
  const bill = (account: typeof since, by: typeof policy & { review?: typeof review }, through = '2025-05-03') => {
    const calculated = calculateBill(account, { readThrough: day(through), rates: publishedRates, policy: by });
    return calculated.ok ? calculated.value : calculated.problem;
  };

  test('between real reads goes to who reviews the run; without a review it is nobody’s to let go', () => {
    expect(bill(since, { ...policy, review })).toMatchObject({ kind: 'regular', isLong: true });
    expect(bill(since, policy)).toMatchObject({ code: 'billing.period-too-long' });
    expect(bill({ ...since, billedThrough: day('2025-01-23') }, { ...policy, review })).not.toHaveProperty('isLong');
  });

  test('that ends with a guess is nobody’s to let go', () => {
    const reads = [shown('2025-02-03', 0), shown('2025-03-05', 600), billedTo];
    const unread = { ...since, servicePoints: [servicePoint(meter(reads, { billedTo }))] };
    expect(bill(unread, { ...policy, review })).toEqual({
      code: 'billing.period-too-long',
      params: { days: 101, from: '2025-01-22' },
    });
  });
});

describe('rates written for two months, of a cycle that is read every month', () => {
  const bimonthly: RateBook = (rateClass) =>
    publishedRates(rateClass).map((version) => ({ ...version, periodMonths: 2 }));
  const kind = (account: typeof neverBilled, through = '2025-05-03') => {
    const bill = calculateBill(account, { readThrough: day(through), rates: bimonthly, policy });
    return bill.ok ? bill.value?.kind : bill.problem.code;
  };
  const opened = (on: string) => ({
    ...neverBilled,
    openedOn: day(on),
    servicePoints: [servicePoint(meter([shown(on, 1000), ...read]))],
  });

  test.each([
    ['54 days', { ...billedInApril, billedThrough: day('2025-03-10') }, undefined],
    ['55 days', { ...billedInApril, billedThrough: day('2025-03-09') }, 'regular'],
    ['29 days of a first bill', opened('2025-04-04'), undefined],
    ['30 days of a first bill', opened('2025-04-03'), 'first'],
    [
      '10 days of a final bill',
      { ...billedInApril, billedThrough: day('2025-04-23'), closedOn: day('2025-05-03') },
      'final',
    ],
  ])('%s', (__, account, expected) => {
    expect(kind(account)).toBe(expected);
  });
});

describe('a bill after one that was a guess', () => {
  const guessed = { ...shown('2025-04-03', 1000), quality: 'estimated' as const };
  const march = {
    ...{ kind: 'regular' as const, period: { start: day('2025-03-04'), end: day('2025-04-03') } },
    ...{ gallons: new Map([[3, exact(3000)]]), charged: cents(2445) },
  };
  const parts = (reads: Parameters<typeof meter>[0], doubtful = [march]) => {
    const account = { ...billedInApril, doubtful, servicePoints: [servicePoint(meter(reads, { billedTo: guessed }))] };
    const bill = calculateBill(account, { readThrough: day('2025-05-03'), rates: publishedRates, policy });
    return bill.ok ? bill.value?.lines.map(({ part, amount }) => [part, amount]) : bill.problem;
  };
  const nineThousand = [
    ['service_charge', 2088],
    ['commodity_charge', 595],
    ['commodity_charge', 860],
  ];

  test('puts it right where it ends with a read', () => {
    expect(parts([shown('2025-05-03', 1900)])).toEqual([...nineThousand, ['estimate_correction', -192]]);
  });

  test('puts nothing right where there was no doubt', () => {
    expect(parts([shown('2025-05-03', 1900)], [])).toEqual(nineThousand);
  });

  test('puts it right by hours, of which some were estimated; not by another guess', () => {
    const fromHours = { hours: 720, estimated: 12, carried: '0' };
    expect(parts([{ ...shown('2025-05-03', 1900, 'estimated'), fromHours }])).toContainEqual([
      'estimate_correction',
      -192,
    ]);
    expect(parts([shown('2025-05-03', 1900, 'estimated')])).toEqual(nineThousand);
  });

  test('takes back what was too much, and charges no water', () => {
    expect(parts([shown('2025-05-03', 900)])).toEqual([
      ['service_charge', 2088],
      ['commodity_charge', 0],
      // 2,000 gallons of two months: 41.76 and 2.38, less 24.45 and 20.88.
      ['estimate_correction', 4176 + 238 - 2445 - 2088],
    ]);
  });

  test('that took more than ran is for a person', () => {
    expect(parts([shown('2025-05-03', 699)])).toMatchObject({ code: 'billing.less-than-billed' });
  });
});

test('of two meters read on different days, the later read ends the period', () => {
  const second = {
    ...servicePoint(meter([shown('2025-05-02', 500)], { billedTo: shown('2025-04-03', 400) })),
    servicePointId: 4,
  };
  const [first] = billedInApril.servicePoints;
  if (first === undefined) throw new Error('no service point');
  for (const servicePoints of [
    [first, second],
    [second, first],
  ]) {
    expect(nextBill({ ...billedInApril, servicePoints })).toMatch(/^regular 2025-04-03 – 2025-05-03:/);
  }
});

test('where one of two meters is guessed, the bill is estimated', () => {
  const past = [shown('2025-03-04', 400), billedTo];
  const unread = { ...servicePoint(meter(past, { billedTo })), servicePointId: 4 };
  expect(nextBill({ ...billedInApril, servicePoints: [...billedInApril.servicePoints, unread] })).toMatch(/estimated$/);
});

describe('of two meters one was not read', () => {
  const past = [shown('2025-01-03', 400), billedTo];
  const register = { serial: 'M2', unit: 'gal' as const, multiplier: '10', dials: 6 };
  const unread = meter(past, { register, billedTo });

  test('so a period of more than a hundred days is nobody’s to let go', () => {
    const account = { ...billedInApril, billedThrough: day('2025-01-22') };
    const both = { ...account, servicePoints: [servicePoint(meter(read, { billedTo }), unread)] };
    const reviewed = { ...policy, review: referenceUtility.billing.review.rules };
    const bill = (of: typeof account) =>
      calculateBill(of, { readThrough: day('2025-05-03'), rates: publishedRates, policy: reviewed });
    expect(bill(both)).toMatchObject({ problem: { code: 'billing.period-too-long' } });
    const apart = [servicePoint(meter(read, { billedTo })), { ...servicePoint(unread), servicePointId: 4 }];
    expect(bill({ ...account, servicePoints: apart })).toMatchObject({ problem: { code: 'billing.period-too-long' } });
  });

  test('so the guesses before are put right by a later bill', () => {
    const guessed = { ...billedTo, quality: 'estimated' as const };
    const march = {
      ...{ kind: 'regular' as const, period: { start: day('2025-03-04'), end: day('2025-04-03') } },
      ...{ gallons: new Map([[3, exact(3000)]]), charged: cents(2445) },
    };
    const parts = (...installations: readonly Installation[]) => {
      const account = { ...billedInApril, doubtful: [march], servicePoints: [servicePoint(...installations)] };
      const bill = calculateBill(account, { readThrough: day('2025-05-03'), rates: publishedRates, policy });
      return bill.ok ? bill.value?.lines.map(({ part }) => part) : bill.problem;
    };
    expect(parts(meter(read, { billedTo: guessed }), unread)).not.toContain('estimate_correction');
    const second = meter([shown('2025-05-03', 1100)], { register, billedTo });
    expect(parts(meter(read, { billedTo: guessed }), second)).toContain('estimate_correction');
  });
});

test('of two service points each puts right what the bill before charged it, calculated again', () => {
  const guessed = { ...billedTo, quality: 'estimated' as const };
  const register = { serial: 'M2', unit: 'gal' as const, multiplier: '10', dials: 6 };
  const second = {
    ...servicePoint(meter([shown('2025-05-03', 1500)], { register, billedTo: shown('2025-04-03', 1000) })),
    servicePointId: 4,
  };
  const march = {
    ...{ kind: 'regular' as const, period: { start: day('2025-03-04'), end: day('2025-04-03') } },
    gallons: new Map([
      [3, exact(3000)],
      [4, exact(5000)],
    ]),
    charged: cents(2445 + 2683),
  };
  const servicePoints = [servicePoint(meter([shown('2025-05-03', 1900)], { billedTo: guessed })), second];
  const account = { ...billedInApril, doubtful: [march], servicePoints };
  const bill = calculateBill(account, { readThrough: day('2025-05-03'), rates: publishedRates, policy });
  const lines = bill.ok ? (bill.value?.lines ?? []) : [];
  // The first as alone; the second was guessed right.
  const corrections = lines.filter(({ part }) => part === 'estimate_correction');
  expect(corrections.map(({ amount }) => amount)).toEqual([-192]);
});

test('who moved in days ago and has a read that cannot be is told so, and does not wait', () => {
  const opened = [shown('2025-04-28', 2100), shown('2025-05-03', 2000)];
  const movedIn = { ...neverBilled, openedOn: day('2025-04-28'), servicePoints: [servicePoint(meter(opened))] };
  expect(nextBill(movedIn)).toMatchObject({ code: 'metering.negative-use' });
});
