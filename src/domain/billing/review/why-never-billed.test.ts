import { expect, test } from 'vitest';
import { whyNeverBilled } from '../index.ts';

const known = { cycles: ['A', 'B'], hasRates: (rateClass: string) => rateClass === 'HOME' };
const fine = { cycle: 'A', rateClasses: ['HOME'], meters: 1 };
const problem = { code: 'metering.negative-use', params: { serial: 'M1' } } as const;

test.each([
  [
    { ...fine, cycle: 'Q' },
    { code: 'billing.cycle-unknown', params: { cycle: 'Q', known: 'A, B' } },
  ],
  [
    { ...fine, rateClasses: ['HOME', 'FARM'] },
    { code: 'billing.class-without-rates', params: { class: 'FARM' } },
  ],
  [
    { ...fine, draftRunId: 7 },
    { code: 'billing.waits-in-run', params: { run: 7 } },
  ],
  [{ ...fine, exception: problem }, problem],
  [fine, { code: 'billing.cycle-not-run', params: { cycle: 'A' } }],
])('%j: %j', (account, why) => {
  expect(whyNeverBilled(account, known)).toEqual(why);
});

test('of several reasons the one that is to be mended first is told', () => {
  const nothing = { cycle: 'Q', rateClasses: [], meters: 0, draftRunId: 7, exception: problem };
  const reasons = [
    nothing,
    { ...nothing, cycle: 'A' },
    { ...nothing, cycle: 'A', rateClasses: ['FARM'] },
    { ...nothing, cycle: 'A', rateClasses: ['HOME'] },
    { ...nothing, ...fine },
  ].map((account) => whyNeverBilled(account, known).code);
  expect(reasons).toEqual([
    ...['billing.cycle-unknown', 'billing.no-service-point', 'billing.class-without-rates', 'metering.no-meter'],
    'billing.waits-in-run',
  ]);
});
