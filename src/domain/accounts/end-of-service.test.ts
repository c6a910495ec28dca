import { expect, test } from 'vitest';
import { canGoOn, endOfService } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-05-12');
const served = { openedOn: day('2020-01-01'), billedThrough: day('2026-05-05') };

test.each([
  ['moves out today', served, '2026-05-12', 'ok'],
  ['tells of next month', served, '2026-06-11', 'ok'],
  ['left on the day of the read', served, '2026-05-05', 'ok'],
  ['left before the read that was billed', served, '2026-05-04', 'accounts.ends-in-billed-time'],
  ['was never billed', { openedOn: day('2026-05-01') }, '2026-05-02', 'ok'],
  ['leaves on the day of moving in', { openedOn: day('2026-05-01') }, '2026-05-01', 'accounts.ends-before-it-began'],
  ['leaves in a year', served, '2027-05-12', 'accounts.ends-too-far'],
  ['leaves in 90 days', served, '2026-08-10', 'ok'],
  ['leaves in 91 days', served, '2026-08-11', 'accounts.ends-too-far'],
  ['has left', { ...served, closedOn: day('2026-05-10') }, '2026-05-12', 'accounts.closed-already'],
  ['has a bill that is not posted', { ...served, draft: '26-0001' }, '2026-05-12', 'accounts.bill-being-made'],
] as const)('a customer who %s', (_, account, on, outcome) => {
  const ended = endOfService(account, { on: day(on), today });
  expect(ended.ok ? 'ok' : ended.problem.code).toBe(outcome);
});

test.each([
  ['nobody has ended', { isLetToAnother: false }, 'accounts.not-closed'],
  ['ended by mistake', { closedOn: today, isLetToAnother: false }, 'ok'],
  [
    'the final bill has billed',
    { closedOn: today, finalBill: '26-0002', isLetToAnother: false },
    'accounts.final-bill-stands',
  ],
  ['somebody else took over', { closedOn: today, isLetToAnother: true }, 'accounts.let-to-another'],
] as const)('service that %s', (_, account, outcome) => {
  const goesOn = canGoOn(account);
  expect(goesOn.ok ? 'ok' : goesOn.problem.code).toBe(outcome);
});
