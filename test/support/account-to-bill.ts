import { readFileSync } from 'node:fs';
import { calculateBill, type RateBook, rateBook, type ServicePointToBill } from '../../src/domain/billing/index.ts';
import { cents, exactToDecimal } from '../../src/domain/kernel/index.ts';
import type { Installation, RegisterRead } from '../../src/domain/metering/index.ts';
import { readSchedule } from '../../src/domain/rates/index.ts';

export const day = (text: string) => Temporal.PlainDate.from(text);

/** The reference utility's published rates of two years. */
export const publishedRates: RateBook = rateBook(
  ['2024-03-01', '2025-03-01'].map((from) => {
    const name = `residential-inside-${from}.owrs`;
    const read = readSchedule(`rates/${name}`, readFileSync(`utility/rates/${name}`, 'utf8'));
    if (!read.ok) throw new Error(`${name}: ${read.problem[0]?.code}`);
    return read.value;
  }),
);

export const policy = {
  ...{ dueDays: 21, minimumDays: 5 },
  lateFee: { afterDays: 10, amount: cents(500), minimum: cents(1000), sample: true },
};

export const plainFacts = { meter_size: '5/8"', elevation_zone: 'gravity', backflow: false, high_elevation: false };

/** What a register showed on a day, as a person or its hours say. */
export const shown = (on: string, count: number, quality: RegisterRead['quality'] = 'measured'): RegisterRead => ({
  ...{ on: day(on), count, quality },
});

/** A meter whose register counts tens of gallons. */
export const meter = (reads: readonly RegisterRead[], more: Partial<Installation> = {}): Installation => ({
  register: { serial: 'M1', unit: 'gal', multiplier: '10', dials: 6 },
  installed: { on: day('2020-01-01'), count: 0 },
  reads,
  ...more,
});

export const servicePoint = (...installations: readonly Installation[]): ServicePointToBill => ({
  ...{ servicePointId: 3, rateClass: 'RESIDENTIAL_SINGLE', facts: plainFacts },
  installations,
});

type Account = Parameters<typeof calculateBill>[0];

/** An account that was billed through 3 April 2025 at a count of 1000, and read again on 3 May at 2200: 12,000 gallons. */
export const billedInApril: Account = {
  ...{ accountId: 7, openedOn: day('2020-01-01'), billedThrough: day('2025-04-03') },
  servicePoints: [servicePoint(meter([shown('2025-05-03', 2200)], { billedTo: shown('2025-04-03', 1000) }))],
};

/** The next bill of an account in a few words, or why there is none. */
export function nextBill(account: Account, readThrough = '2025-05-03') {
  const bill = calculateBill(account, { readThrough: day(readThrough), rates: publishedRates, policy });
  if (!bill.ok) return bill.problem;
  if (bill.value === undefined) return 'nothing yet';
  const { kind, period, gallons, newCharges, estimated } = bill.value;
  const days = `${period.start} – ${period.end}`;
  return `${kind} ${days}: ${exactToDecimal(gallons)} gal, ${newCharges}${estimated ? ', estimated' : ''}`;
}
