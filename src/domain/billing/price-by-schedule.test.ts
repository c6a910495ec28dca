import { expect, test } from 'vitest';
import { plainFacts, publishedRates } from '../../../test/support/account-to-bill.ts';
import { home } from '../../../test/support/owrs.ts';
import { exact, period } from '../kernel/index.ts';
import { readSchedule } from '../rates/index.ts';
import { type PricedService, priceService, rateBook } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const april = period(day('2025-04-03'), day('2025-05-03'));
const service: PricedService = { rateClass: 'RESIDENTIAL_SINGLE', facts: plainFacts };
const file = 'residential-inside-2025-03-01.owrs';
const rule = (line: number, from = '2025-03-01') => ({
  ...{ file: `residential-inside-${from}.owrs`, line, rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: from },
});
const lines = (gallons: number, of = service, months = exact(1), span = april) => {
  const priced = priceService(of, { gallons: exact(gallons), months, period: span, rates: publishedRates });
  if (!priced.ok) throw new Error(priced.problem.code);
  return priced.value;
};

test('a month’s bill: the base charge, and the water tier by tier, each by its dated rule', () => {
  const whole = { days: 30, periodDays: 30 };
  const water = { part: 'commodity_charge', label: { es: 'Agua usada', en: 'Water used' }, unit: 'kgal' };
  expect(lines(12_000)).toStrictEqual([
    {
      part: 'service_charge',
      label: { es: 'Cargo básico', en: 'Base charge' },
      amount: 2088,
      explanation: { rule: rule(26), ...whole, exactAmount: '20.88' },
    },
    {
      ...{ ...water, quantity: '5', unitPrice: '1.19', amount: 595 },
      explanation: { rule: rule(44), ...whole, tier: { number: 1, from: '0', to: '5' }, exactAmount: '5.95' },
    },
    {
      ...{ ...water, quantity: '7', unitPrice: '2.15', amount: 1505 },
      explanation: { rule: rule(44), ...whole, tier: { number: 2, from: '5', to: '25' }, exactAmount: '15.05' },
    },
  ]);
});

test('the last tier has no end, and what is not published says so', () => {
  expect(lines(26_000).at(-1)).toMatchObject({
    amount: 310,
    explanation: { tier: { number: 3, from: '25' }, exactAmount: '3.1', sample: true },
  });
  expect(lines(26_000).at(-1)?.explanation.tier).not.toHaveProperty('to');
});

test('no water is a line of nothing; a fee that the place does not have is none', () => {
  expect(lines(0).map(({ part, amount }) => [part, amount])).toEqual([
    ['service_charge', 2088],
    ['commodity_charge', 0],
  ]);
  const high = { ...service, facts: { ...plainFacts, backflow: true, high_elevation: true } };
  expect(lines(0, high).map(({ part, amount }) => [part, amount])).toEqual([
    ['service_charge', 2088],
    ['commodity_charge', 0],
    ['backflow_fee', 90],
    ['high_elevation_charge', 500],
  ]);
});

test('a larger meter and a higher zone have their own prices', () => {
  const large = { ...service, facts: { ...plainFacts, meter_size: '1"', elevation_zone: 'E2' } };
  expect(lines(1000, large).map(({ amount, unitPrice }) => [amount, unitPrice])).toEqual([
    [3273, undefined],
    [139, '1.39'],
  ]);
});

test('half a month has half the charge and half the tiers, and says its share', () => {
  const [base, first, second] = lines(6000, service, exact('1/2'));
  expect(base).toMatchObject({ amount: 1044, explanation: { share: '1/2', exactAmount: '10.44' } });
  expect(first).toMatchObject({ quantity: '2.5', explanation: { share: '1/2', tier: { from: '0', to: '2.5' } } });
  expect(second).toMatchObject({ quantity: '3.5', explanation: { tier: { from: '2.5', to: '12.5' } } });
});

test('a change of rates inside a period bills the days before it by the old and the others by the new', () => {
  const span = period(day('2025-02-12'), day('2025-03-14'));
  const base = lines(3000, service, exact(1), span).filter(({ part }) => part === 'service_charge');
  expect(
    base.map(({ explanation: { rule: by, days, periodDays, share } }) => [by.effectiveOn, days, periodDays, share]),
  ).toEqual([
    ['2024-03-01', 17, 30, '17/30'],
    ['2025-03-01', 13, 30, '13/30'],
  ]);
  expect(base[1]?.explanation.rule.file).toBe(file);
});

test('before the first rates, and of a class without any, nothing is billed', () => {
  const priced = (of: PricedService, start: string) =>
    priceService(of, {
      ...{ gallons: exact(1), months: exact(1), rates: publishedRates },
      period: period(day(start), day(start).add({ days: 30 })),
    });
  const none = (rateClass: string, on: string) => ({
    ok: false,
    problem: { code: 'billing.no-rate-for-class', params: { class: rateClass, on } },
  });
  expect(priced(service, '2024-02-20')).toEqual(none('RESIDENTIAL_SINGLE', '2024-02-20'));
  expect(priced({ ...service, rateClass: 'FARM' }, '2025-04-03')).toEqual(none('FARM', '2025-04-03'));
});

test('a schedule for two months bills a month by half, and a formula is shown as it is written', () => {
  const head = 'metadata: {effective_date: 2025-01-01, bill_unit: kgal, bill_frequency: bimonthly}\n';
  const read = readSchedule('C:\\rates\\two.owrs', home('base: 20\nbill: base+(usage+1)*2', head));
  if (!read.ok) throw new Error('unreadable');
  const priced = priceService(
    { ...service, rateClass: 'HOME' },
    { gallons: exact(1000), months: exact(1), period: april, rates: rateBook([read.value]) },
  );
  const by = { file: 'two.owrs', rateClass: 'HOME', effectiveOn: '2025-01-01' };
  expect(priced.ok && priced.value).toMatchObject([
    { part: 'base', amount: 1000, explanation: { rule: { ...by, line: 4 }, share: '1/2', exactAmount: '10' } },
    { amount: 300, explanation: { rule: { ...by, line: 5 }, formula: '(usage+1)*2', exactAmount: '3' } },
  ]);
});

test('what the rates ask for and nobody says is a problem of the bill', () => {
  const head = 'metadata: {effective_date: 2025-01-01}\n';
  const read = readSchedule('x.owrs', home('bill: 1/(usage-1)', head));
  if (!read.ok) throw new Error('unreadable');
  const gallons = exact(57_600).div(77);
  const priced = priceService(
    { ...service, rateClass: 'HOME' },
    { gallons, months: exact(1), period: april, rates: rateBook([read.value]) },
  );
  expect(priced).toMatchObject({ ok: false, problem: { code: 'rates.division-by-zero', field: 'bill' } });
});
