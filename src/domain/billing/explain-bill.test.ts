import { describe, expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import type { BillDocument } from './bill-document.ts';
import type { BillLine } from './bill-line.ts';
import { explainLine, explainReads } from './explain-bill.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const rule = { file: 'rates.owrs', line: 14, rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: '2025-03-01' };
const byRule = {
  key: 'explain.rule',
  values: { file: 'rates.owrs', line: 14, class: 'RESIDENTIAL_SINGLE', date: day('2025-03-01') },
};
const line = (about: Partial<BillLine>, explanation: Partial<BillLine['explanation']>): BillLine => ({
  ...{ part: 'water', label: { es: 'Agua', en: 'Water' }, amount: cents(258), ...about },
  explanation: { rule, exactAmount: '2.58', ...explanation },
});

describe('why a line is what it is', () => {
  test('use × price in a tier, for a share of the days, rounded', () => {
    const water = { quantity: '2.166666666667', unit: 'kgal', unitPrice: '1.19' };
    const share = { days: 13, periodDays: 30, share: '13/30', exactAmount: '2.578333333333' };
    const tier = { number: 1, from: '0', to: '2.166666666667' };
    expect(explainLine(line(water, { ...share, tier }))).toEqual([
      {
        key: 'explain.quantity',
        values: { quantity: '2.166666666667', unit: 'kgal', price: '1.19', exact: '2.578333333333' },
      },
      { key: 'explain.tier', values: { number: 1, from: '0', unit: 'kgal', to: '2.166666666667' } },
      { key: 'explain.share', values: { days: 13, periodDays: 30, share: '13/30' } },
      { key: 'explain.rounded', values: { exact: '2.578333333333', rounded: '2.58' } },
      byRule,
    ]);
  });

  test('the last tier has no end', () => {
    const [, tier] = explainLine(
      line({ quantity: '1', unit: 'kgal', unitPrice: '2.58' }, { tier: { number: 3, from: '25' } }),
    );
    expect(tier).toEqual({ key: 'explain.last-tier', values: { number: 3, from: '25', unit: 'kgal' } });
  });

  test('a formula is shown; a quantity without a price is none', () => {
    const formula = { key: 'explain.formula', values: { formula: '(a+1)*2', exact: '2.58' } };
    expect(explainLine(line({ quantity: '1' }, { formula: '(a+1)*2' }))).toEqual([formula, byRule]);
    expect(explainLine(line({ unitPrice: '1' }, {}))).toEqual([byRule]);
  });

  test('what happened is said with its days, in place of a rule', () => {
    const because = [
      { name: 'late-fee', values: { date: '2025-05-06', note: 'of 2025-05-06', code: '2025-05-061', bills: 12 } },
    ];
    expect(explainLine(line({}, { because, sample: true }))).toEqual([
      {
        key: 'explain.late-fee',
        values: { date: day('2025-05-06'), note: 'of 2025-05-06', code: '2025-05-061', bills: 12 },
      },
      { key: 'explain.sample', values: {} },
    ]);
  });
});

describe('how the use was measured', () => {
  const from = { on: day('2025-04-03'), count: 1000, quality: 'measured' as const };
  const to = { on: day('2025-05-03'), count: 2200, quality: 'measured' as const };
  const read = {
    ...{ meterSerial: 'M1', from, to, usedCount: 1200 },
    unit: 'gal' as const,
    multiplier: '10',
    rolledOver: false,
  };
  const explain = (...reads: BillDocument['reads']) => explainReads({ reads, usageGallons: '12000' });
  const measured = {
    key: 'explain.read',
    values: {
      ...{ serial: 'M1', from: 1000, fromDate: day('2025-04-03'), to: 2200, toDate: day('2025-05-03') },
      ...{ used: 1200, multiplier: '10', unit: 'gal' },
    },
  };
  const use = { key: 'explain.use', values: { gallons: '12000' } };

  test('register by register, and all together', () => {
    expect(explain(read)).toEqual([measured, use]);
    expect(explain(read, read)).toEqual([measured, measured, use]);
  });

  test('a register that went round its dials says so', () => {
    expect(explain({ ...read, rolledOver: true })).toEqual([
      measured,
      { key: 'explain.rolled-over', values: { serial: 'M1' } },
      use,
    ]);
  });

  test('an estimate says so, and the next read says what it puts right', () => {
    expect(explain({ ...read, to: { ...to, quality: 'estimated' } })).toEqual([
      measured,
      { key: 'explain.estimated', values: { date: day('2025-05-03') } },
      use,
    ]);
    expect(explain({ ...read, from: { ...from, quality: 'estimated' } })).toEqual([
      measured,
      { key: 'explain.estimate-corrected', values: { date: day('2025-04-03') } },
      use,
    ]);
  });

  test('a read made from hours says how many, and how many of them were estimated', () => {
    const fromHours = { hours: 720, estimated: 12 };
    const hours = { key: 'explain.from-hours', values: { date: day('2025-05-03'), hours: 720 } };
    expect(explain({ ...read, to: { ...to, quality: 'hourly', fromHours } })).toEqual([measured, hours, use]);
    expect(explain({ ...read, to: { ...to, quality: 'estimated', fromHours } })).toEqual([
      measured,
      hours,
      { key: 'explain.estimated-hours', values: { date: day('2025-05-03'), estimated: 12, hours: 720 } },
      use,
    ]);
  });
});
