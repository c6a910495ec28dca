import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type AmongMany, accountStanding, accountViews, isInView, totalsOf } from './index.ts';

const today = Temporal.PlainDate.from('2026-05-20');

function account(
  about: { balance: number; billed?: number; dueOn?: string } & Partial<Omit<AmongMany, 'standing'>>,
): AmongMany {
  const { balance, billed, dueOn = '2026-05-19', autopay = 'off', ebill = 'off', hasLeak = false } = about;
  const bill = { id: 1, number: 'B1', issuedOn: today, dueOn: Temporal.PlainDate.from(dueOn) };
  const standing = accountStanding({
    ...{ balance: cents(balance), chargedSince: cents(0), inFlight: cents(0) },
    ...(billed === undefined ? {} : { newestBill: { ...bill, amountDue: cents(billed) } }),
  });
  return { standing, autopay, ebill, hasLeak, ...(about.lastBill === undefined ? {} : { lastBill: about.lastBill }) };
}

const lastBill = (charges: number) => ({ charges: cents(charges), issuedOn: today });
const late = account({ lastBill: lastBill(6134), balance: 6134, billed: 6134, autopay: 'paused' });
const dueLater = account({ balance: 4000, billed: 4000, dueOn: '2026-05-28', ebill: 'waiting', hasLeak: true });
const ahead = account({ lastBill: lastBill(2366), balance: -2500, billed: 5000, autopay: 'on', ebill: 'on' });
const all = [late, dueLater, ahead];

test.for([
  ['all', [late, dueLater, ahead]],
  ['owes', [late, dueLater]],
  ['overdue', [late]],
  ['leak', [dueLater]],
  ['autopay-off', [late, dueLater]],
  ['ebill-off', [late, dueLater]],
] as const)('the view %s shows what it says', ([view, shown]) => {
  expect(accountViews).toContain(view);
  expect(all.filter((one) => isInView(view, one, today))).toEqual(shown);
});

test('what one account has paid ahead takes nothing off what the others owe', () => {
  expect(totalsOf(all, today)).toEqual({
    ...{ accounts: 3, owed: 10_134, owing: 2, overdue: 6134, late: 1, credit: 2500, leaking: 1, lastBills: 8500 },
  });
});
