import { describe, expect, test } from 'vitest';
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

test('a book holds the versions of a class by their dates, however its files are listed', () => {
  const schedules = ['2025-03-01', '2023-07-01', '2024-03-01'].map((from) => {
    const read = readSchedule(`${from}.owrs`, home('bill: 1', `metadata: {effective_date: ${from}}\n`));
    if (!read.ok) throw new Error('unreadable');
    return read.value;
  });
  const versions = rateBook(schedules)('HOME');
  expect(versions.map(({ effectiveOn }) => effectiveOn.toString())).toEqual(['2023-07-01', '2024-03-01', '2025-03-01']);
});

test('one book charges each of many homes by its own answers, days and water', () => {
  const head = 'metadata: {effective_date: 2025-01-01, bill_unit: gal}\n';
  const read = readSchedule('x.owrs', home('base: hhsize\nwater: usage*0.01\nbill: base+water', head));
  if (!read.ok) throw new Error('unreadable');
  const rates = rateBook([read.value]);
  const linesOf = (hhsize: number, used: number, months = exact(1)) => {
    const said = [{ owner: 'account' as const, name: 'hhsize', value: String(hhsize), fromOn: day('2020-01-01') }];
    const facts = { ...plainFacts, said };
    const priced = priceService({ rateClass: 'HOME', facts }, { gallons: exact(used), months, period: april, rates });
    return priced.ok && priced.value.map(({ amount, explanation }) => [amount, explanation.share]);
  };
  // More homes than answers are kept of, and the first again after all others.
  for (let size = 1; size <= 1100; size++) {
    expect(linesOf(size, size + 1)).toEqual([
      [size * 100, undefined],
      [size + 1, undefined],
    ]);
  }
  expect(linesOf(1, 700)).toEqual([
    [100, undefined],
    [700, undefined],
  ]);
  expect(linesOf(1, 700, exact('1/2'))).toEqual([
    [50, '1/2'],
    [700, '1/2'],
  ]);
});

/** What the next bill of a home is by a schedule of its own, or why there is none. */
function byFile(
  parts: string,
  { facts = plainFacts, head = 'metadata: {effective_date: 2025-01-01}\n', span = april } = {},
) {
  const read = readSchedule('x.owrs', home(parts, head));
  if (!read.ok) throw new Error('unreadable');
  const of = { gallons: exact(57_600).div(77).mul(2), months: exact(1), period: span, rates: rateBook([read.value]) };
  return priceService({ rateClass: 'HOME', facts }, of);
}

const amounts = (priced: ReturnType<typeof byFile>) =>
  priced.ok ? priced.value.map(({ amount }) => amount) : priced.problem;

describe('what a schedule asks for beyond the use', () => {
  test('and nobody says: every such fact is named, with the class and the place in the file', () => {
    expect(amounts(byFile('base: hhsize+irrigable_area\nbill: base'))).toEqual({
      code: 'billing.fact-missing',
      params: { class: 'HOME', facts: 'hhsize, irrigable_area' },
      place: { file: 'x.owrs', line: 3 },
    });
  });

  test('and got a value that it has no use for', () => {
    const stage = 'base:\n  depends_on: drought_stage\n  values:\n    0: 1\n    1: 2\nbill: base';
    const said = (name: string, value: string) => ({
      ...plainFacts,
      said: [{ owner: 'account', name, value, fromOn: day('2025-01-01') } as const],
    });
    expect(amounts(byFile(stage, { facts: said('drought_stage', '7') }))).toEqual({
      code: 'billing.fact-unfit',
      params: { class: 'HOME', fact: 'drought_stage', found: '7', expected: '0, 1' },
      place: { file: 'x.owrs', line: 4, column: 5 },
    });
    expect(amounts(byFile('base: hhsize\nbill: base', { facts: said('hhsize', 'many') }))).toMatchObject({
      code: 'billing.fact-unfit',
      params: { class: 'HOME', fact: 'hhsize', found: 'many', expected: '0–9' },
    });
    expect(amounts(byFile(stage, { facts: said('drought_stage', '1') }))).toEqual([200]);
  });

  test('that changes inside the period is charged by days on each side', () => {
    const facts = {
      ...plainFacts,
      said: [
        { owner: 'account', name: 'hhsize', value: '3', fromOn: day('2025-01-01') },
        { owner: 'account', name: 'hhsize', value: '6', fromOn: day('2025-04-13') },
      ] as const,
    };
    const priced = byFile('base: hhsize\nbill: base', { facts });
    expect(priced.ok && priced.value.map(({ amount, explanation: { days, share } }) => [amount, days, share])).toEqual([
      [100, 10, '1/3'],
      [400, 20, '2/3'],
    ]);
  });

  test('of the place is known: its zone, its backflow device, its height', () => {
    const yesOrNo = (name: string) => `base:\n  depends_on: ${name}\n  values:\n    yes: 7\n    no: 1\nbill: base`;
    for (const name of ['backflow', 'high_elevation']) {
      expect(amounts(byFile(yesOrNo(name)))).toEqual([100]);
      expect(amounts(byFile(yesOrNo(name), { facts: { ...plainFacts, [name]: true } }))).toEqual([700]);
    }
  });

  test('of the meter is asked of nobody else: a place without one has no size', () => {
    const bySize = 'base:\n  depends_on: meter_size\n  values:\n    5/8": 3\nbill: base';
    expect(amounts(byFile(bySize))).toEqual([300]);
    expect(amounts(byFile(bySize, { facts: { ...plainFacts, meter_size: '' } }))).toMatchObject({
      code: 'billing.fact-missing',
      params: { facts: 'meter_size' },
    });
  });

  test('is never the days of a bill: those are its own', () => {
    expect(amounts(byFile('base: days_in_period\nbill: base'))).toEqual([3000]);
    const read = readSchedule('x.owrs', home('base: days_in_period+hhsize\nbill: base'));
    if (!read.ok) throw new Error('unreadable');
    const [version] = rateBook([read.value])('HOME');
    expect(version?.asks).toStrictEqual([{ name: 'hhsize', values: [] }]);
  });

  test('is asked with the values it knows and what it falls back on', () => {
    const stage = 'base:\n  depends_on: season\n  values:\n    winter: 1\n    default: 2\nbill: base';
    const read = readSchedule('x.owrs', home(stage));
    if (!read.ok) throw new Error('unreadable');
    expect(rateBook([read.value])('HOME')[0]?.asks.map(({ name }) => name)).toEqual(['season']);
  });
});

test('a schedule that does not say since when has always been in force', () => {
  expect(
    amounts(byFile('base: 5\nbill: base', { head: '', span: period(day('1900-01-01'), day('1900-01-31')) })),
  ).toEqual([500]);
  const priced = byFile('base: 5\nbill: base', { head: '' });
  expect(priced.ok && priced.value[0]?.explanation.rule.effectiveOn).toBe('1900-01-01');
});
