import { expect, test } from 'vitest';
import { canGoOn, endOfService } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-05-12');
const served = { openedOn: day('2020-01-01'), billedThrough: day('2026-05-05') };
const movedIn = { openedOn: day('2026-05-01') };

test.each([
  ['moves out today', served, '2026-05-12'],
  ['tells of next month', served, '2026-06-11'],
  ['left on the day of the read', served, '2026-05-05'],
  ['was never billed', movedIn, '2026-05-02'],
  ['leaves in 90 days', served, '2026-08-10'],
])('a customer who %s is served until then', (_, account, on) => {
  expect(endOfService(account, { on: day(on), today })).toEqual({ ok: true, value: day(on) });
});

test.each([
  ['left before the read that was billed', served, '2026-05-04', 'ends-in-billed-time', { billed: '2026-05-05' }],
  ['leaves on the day of moving in', movedIn, '2026-05-01', 'ends-before-it-began', { opened: '2026-05-01' }],
  ['leaves in a year', served, '2027-05-12', 'ends-too-far', { last: '2026-08-10' }],
  ['leaves in 91 days', served, '2026-08-11', 'ends-too-far', { last: '2026-08-10' }],
])('a customer who %s must name another day', (_, account, on, code, params) => {
  const ended = endOfService(account, { on: day(on), today });
  expect(ended).toEqual({ ok: false, problem: { code: `accounts.${code}`, field: 'on', params } });
});

test.each([
  ['has left', { ...served, closedOn: day('2026-05-10') }, 'closed-already', { on: '2026-05-10' }],
  ['has a bill that is not posted', { ...served, draft: '26-0001' }, 'bill-being-made', { bill: '26-0001' }],
])('a customer who %s cannot leave now, whatever the day', (_, account, code, params) => {
  const ended = endOfService(account, { on: today, today });
  expect(ended).toEqual({ ok: false, problem: { code: `accounts.${code}`, params } });
});

test('service that ended by mistake goes on', () => {
  expect(canGoOn({ closedOn: today, isLetToAnother: false })).toEqual({ ok: true, value: undefined });
});

test.each([
  ['nobody has ended', { isLetToAnother: false }, { code: 'accounts.not-closed' }],
  [
    'the final bill has billed',
    { closedOn: today, finalBill: '26-0002', isLetToAnother: false },
    { code: 'accounts.final-bill-stands', params: { bill: '26-0002' } },
  ],
  ['somebody else took over', { closedOn: today, isLetToAnother: true }, { code: 'accounts.let-to-another' }],
] as const)('service that %s does not go on', (_, account, problem) => {
  expect(canGoOn(account)).toEqual({ ok: false, problem });
});
