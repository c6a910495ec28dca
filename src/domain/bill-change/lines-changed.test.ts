import { expect, test } from 'vitest';
import type { BillLine } from '../billing/index.ts';
import { cents } from '../kernel/index.ts';
import { linesChanged } from './lines-changed.ts';

const rule = { file: 'rates.owrs', line: 1, rateClass: 'RESIDENTIAL', effectiveOn: '2026-01-01' };
const line = (part: string, en: string, amount: number, service?: string): BillLine => ({
  ...{ part, label: { en }, amount: cents(amount) },
  explanation: { rule, exactAmount: `${amount / 100}`, ...(service === undefined ? {} : { cis: { service } }) },
});

test('tiers of one part are one charge', () => {
  const before = [line('commodity_charge', 'Water used', 1000), line('commodity_charge', 'Water used', 500)];
  const now = [line('commodity_charge', 'Water used', 1900)];
  expect(linesChanged(before, now)).toEqual([{ label: { en: 'Water used' }, amount: 400 }]);
});

test('lines of a billing system are each their own charge, though all are of one part', () => {
  const before = [line('cis_fee', 'Meter fee', 300, 'water'), line('cis_fee', 'State fee', 200, 'water')];
  const now = [
    ...[line('cis_fee', 'Meter fee', 300, 'water'), line('cis_fee', 'State fee', 250, 'water')],
    line('cis_fee', 'State fee', 100, 'sewer'),
  ];
  expect(linesChanged(before, now)).toEqual([
    { label: { en: 'State fee' }, amount: 50 },
    { label: { en: 'State fee' }, amount: 100 },
  ]);
});
