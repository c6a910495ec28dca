import { expect, test } from 'vitest';
import { cents, exact } from '../kernel/index.ts';
import { type RunningFee, recurringFeeLine } from './recurring-fee-line.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const april = { start: day('2025-04-03'), end: day('2025-05-03') };
const kind = {
  id: 'fire-line',
  name: { es: 'Línea contra incendios', en: 'Fire line' },
  amountAMonth: cents(1250),
  sample: true,
};
const since = (fromOn: string, endsOn?: string): RunningFee => ({
  fee: 'fire-line',
  fromOn: day(fromOn),
  ...(endsOn === undefined ? {} : { endsOn: day(endsOn) }),
});
const line = (fee: RunningFee, months = exact(1), kinds = [kind]) =>
  recurringFeeLine(fee, { period: april, months, kinds });
const made = (effectiveOn: string, days: number, exactAmount: string) => ({
  rule: { file: 'utility.yaml', line: 1, rateClass: 'fees.recurring.fire-line', effectiveOn },
  ...{ days, periodDays: 30, exactAmount },
  because: [{ name: 'recurring-fee', values: { amount: 1250, date: effectiveOn } }],
});

test('a fee of every bill is its amount a month', () => {
  expect(line(since('2024-01-01'))).toStrictEqual({
    ...{ part: 'fee_fire_line', label: kind.name, amount: 1250 },
    explanation: { ...made('2024-01-01', 30, '12.5'), sample: true },
  });
});

test('one that began in the middle is the share of its days, and a published one is no sample', () => {
  expect(line(since('2025-04-23'), exact(1), [{ ...kind, sample: false }])).toStrictEqual({
    ...{ part: 'fee_fire_line', label: kind.name, amount: 417 },
    explanation: { ...made('2025-04-23', 10, '4.166666666667'), share: '1/3' },
  });
});

test.each([
  ['ended in the middle', since('2024-01-01', '2025-04-18'), exact(1), 625],
  ['of a bill of two months', since('2024-01-01'), exact(2), 2500],
  ['of half a month', since('2024-01-01'), exact('1/2'), 625],
])('a fee that %s', (_, fee, months, amount) => {
  expect(line(fee, months)?.amount).toBe(amount);
});

test.each([
  ['ended before', since('2024-01-01', '2025-04-03'), [kind]],
  ['begins after', since('2025-05-03'), [kind]],
  ['is the utility’s no more', since('2024-01-01'), []],
  ['is another', { ...since('2024-01-01'), fee: 'hydrant' }, [kind]],
])('one that %s is on no bill', (_, fee, kinds) => {
  expect(line(fee, exact(1), kinds)).toBeUndefined();
});
