import { describe, expect, test } from 'vitest';
import { medfordRates } from '../../../../test/support/medford-rates.ts';
import { cents, exact } from '../../kernel/index.ts';
import type { LineDifference, TheirBill, TheirLine } from './shadow-bill.ts';
import { shadowOfBill } from './shadow-of-bill.ts';

const terms = { rates: medfordRates, minimumDays: 5 };
const day = (text: string) => Temporal.PlainDate.from(text);

/** A line of the billing system; quantity and price only where it writes them. */
function line(position: number, description: string, dollars: string, more: Partial<TheirLine> = {}): TheirLine {
  return { position, description, type: 'charge', amount: cents(Math.round(Number(dollars) * 100)), ...more };
}

/** 12,000 gallons in April at a home with a 5/8" meter: 20.88, five at 1.19 and seven at 2.15 (the second tier begins with the sixth). */
const right: readonly TheirLine[] = [
  line(1, 'Base charge', '20.88'),
  line(2, 'Water tier 1', '5.95', { quantity: exact(5), rate: exact('1.19') }),
  line(3, 'Water tier 2', '15.05', { quantity: exact(7), rate: exact('2.15') }),
];

function bill(lines: readonly TheirLine[], about: Partial<TheirBill> & { kgal?: string } = {}): TheirBill {
  const { kgal = '12', ...rest } = about;
  return {
    kind: 'regular',
    period: { start: day('2026-04-01'), end: day('2026-05-01') },
    reads: [
      {
        ...{ servicePoint: 'SP1', previous: exact(100), current: exact(100).add(exact(kgal)) },
        ...{ usage: exact(kgal), unit: 'kgal' as const },
      },
    ],
    lines,
    services: new Map([
      [
        'SP1',
        {
          rateClass: 'RESIDENTIAL_SINGLE',
          facts: { meter_size: '5/8"', elevation_zone: 'gravity', backflow: false, high_elevation: false },
        },
      ],
    ]),
    ...rest,
  };
}

const brief = ({ reason, difference, theirs, ours }: LineDifference) => [
  reason,
  difference,
  theirs?.position,
  ours?.part,
];

/** The differences of a bill that must have some. */
function differencesOf(one: TheirBill) {
  const shadow = shadowOfBill(one, terms);
  return shadow.kind === 'different' ? shadow.differences.map(brief) : shadow;
}

describe('a bill of the billing system, calculated again', () => {
  test('comes out to the cent, line by line, and each line is explained by ours', () => {
    const shadow = shadowOfBill(bill(right), terms);
    expect(shadow).toMatchObject({ kind: 'equal', ours: 4188 });
    expect(
      shadow.kind === 'equal' && shadow.explained.map(({ position, ours }) => [position, ours.part, ours.amount]),
    ).toEqual(
      expect.arrayContaining([
        [1, 'service_charge', 2088],
        [2, 'commodity_charge', 595],
        [3, 'commodity_charge', 1505],
      ]),
    );
  });

  test.for<[string, readonly TheirLine[]]>([
    [
      'lines without prices',
      right.map(({ position, description, amount, type }) => ({ position, description, amount, type })),
    ],
    ['lines in another order', right.toReversed()],
    ['the tiers as one line', [right[0] as TheirLine, line(2, 'Water 12 kgal', '21.00')]],
    ['everything as one line', [line(1, 'Water service', '41.88')]],
    ['a line of nothing', [...right, line(4, 'Backflow', '0.00')]],
  ])('is equal with %s', ([, lines]) => {
    expect(shadowOfBill(bill(lines), terms).kind).toBe('equal');
  });

  test.for<[string, readonly TheirLine[], Partial<TheirBill>, unknown]>([
    [
      'an old price',
      [
        right[0] as TheirLine,
        line(2, 'Water tier 1', '5.75', { quantity: exact(5), rate: exact('1.15') }),
        right[2] as TheirLine,
      ],
      {},
      [['rate', -20, 2, 'commodity_charge']],
    ],
    [
      'an old base charge',
      [line(1, 'Base charge', '19.50'), ...right.slice(1)],
      {},
      [['rate', -138, 1, 'service_charge']],
    ],
    [
      'more water than the reads say',
      [
        right[0] as TheirLine,
        right[1] as TheirLine,
        line(3, 'Water tier 2', '17.20', { quantity: exact(8), rate: exact('2.15') }),
      ],
      {},
      [['use', 215, 3, 'commodity_charge']],
    ],
    [
      'more water, said by its amount alone',
      [right[0] as TheirLine, right[1] as TheirLine, line(3, 'Water tier 2', '17.20')],
      {},
      [['use', 215, 3, 'commodity_charge']],
    ],
    [
      'a cent, rounded elsewhere',
      [...right.slice(0, 2), line(3, 'Water tier 2', '15.06', { rate: exact('2.15') })],
      {},
      [['rounding', 1, 3, 'commodity_charge']],
    ],
    [
      'a base charge of the whole month for ten days',
      [line(1, 'Base charge', '20.88')],
      { kind: 'first', period: { start: day('2026-04-21'), end: day('2026-05-01') }, kgal: '0' } as Partial<TheirBill>,
      [['days', 1392, 1, 'service_charge']],
    ],
    ['a penalty', [...right, line(4, 'Late charge', '5.00', { type: 'penalty' })], {}, [['fee', 500, 4, undefined]]],
    ['a line we do not know', [...right, line(4, 'Street lights', '2.75')], {}, [['line-unknown', 275, 4, undefined]]],
    ['a line that it left out', right.slice(1), {}, [['line-missing', -2088, undefined, 'service_charge']]],
  ])('says of %s what it is', ([, lines, about, expected]) => {
    expect(differencesOf(bill(lines, about))).toEqual(expected);
  });

  test('is not calculated without reads, days, a service point or rates, and says which', () => {
    const problem = (one: TheirBill) => {
      const shadow = shadowOfBill(one, terms);
      return shadow.kind === 'not-calculated' ? shadow.problem.code : shadow.kind;
    };
    const { period: _, ...undated } = bill(right);
    expect(problem(undated)).toBe('exchange.shadow-no-period');
    expect(problem(bill(right, { reads: [] }))).toBe('exchange.shadow-no-reads');
    expect(problem(bill(right, { services: new Map() }))).toBe('exchange.shadow-no-service-point');
    const services = new Map([
      [
        'SP1',
        {
          rateClass: 'FIRE',
          facts: { meter_size: '', elevation_zone: 'gravity', backflow: false, high_elevation: false },
        },
      ],
    ]);
    expect(problem(bill(right, { services }))).toBe('billing.no-rate-for-class');
  });
});
