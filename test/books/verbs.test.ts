import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type VerbName, verbNames } from './verbs.ts';

/** The use cases that hold accounts and move money or change what is billed, each with the verbs that try it in pairs. */
const tried: Readonly<Record<string, readonly VerbName[]>> = {
  'accounts/end-service.ts': ['service is ended'],
  'accounts/move-in.ts': ['somebody moves in', 'a move-in is taken back'],
  'accounts/transfer-service.ts': ['service moves to another place', 'a transfer is taken back'],
  'accounts/change-service-point.ts': ['a class is changed'],
  'billing/cancel-bill.ts': ['a bill is cancelled'],
  'billing/corrections/answer-correction.ts': ['a bill is billed again'],
  'billing/post-bill-run.ts': ['bills are posted'],
  'billing/run-bill-cycle.ts': ['a cycle is billed'],
  'billing/runs/cancel-run.ts': ['a run is cancelled before it is posted', 'a run is cancelled after it was posted'],
  'billing/runs/decide-bills.ts': [
    'a bill that waits for a person is released',
    'a bill that waits for a person is held out',
    'a bill that waits for a person is calculated again with another read',
    'a bill that waits for a person is calculated again with an estimate',
    'another read is ordered for a bill that waits for a person',
    'bills that a rule found are released',
  ],
  'credits/leaks/decide-credit.ts': ['a credit for a leak is decided'],
  'credits/rebates/decide-rebate.ts': ['a rebate is paid'],
  'delegates/change-delegate.ts': ['a helper who set autopay may not any more'],
  'delegates/end-by-date.ts': ['the last day of a helper who set autopay is over'],
  'delegates/end-delegate.ts': ['a helper who set autopay is let in no more'],
  // Its own rule, that the billing system's balance holds, is tried by test/exchange/exchange-faults.test.ts.
  'exchange/write-package.ts': ['a package of the billing system comes in'],
  'metering/correct-read.ts': ['a read is corrected'],
  'metering/exchange-meter.ts': ['a meter is exchanged'],
  'metering/place-meter.ts': ['a meter is taken out'],
  'metering/reads/route-reads.ts': ['a reader’s route comes in'],
  'metering/register-reads.ts': ['a register read is typed in place of another'],
  // Ends autopay; agreeing to it moves nothing.
  'payments/autopay/agree-autopay.ts': ['autopay is ended'],
  'payments/autopay/submit-drafts.ts': [
    'drafts are scheduled',
    'drafts are sent',
    'drafts are sent and refused',
    'drafts are sent for the second time',
    'drafts on their way are asked about',
  ],
  'payments/reconcile-payment.ts': ['the return page asks for a payment', 'payments of long ago are closed'],
  'payments/settle-payment.ts': [
    'the processor tells of a payment',
    'a payment is returned by the bank',
    'a payment is refunded',
    'part of a payment is refunded',
    'a returned payment is paid after all',
    'a payment is disputed',
    'a dispute is won',
    'a dispute is lost',
  ],
  'payments/start-payment.ts': ['a payment is started in the portal', 'a guest starts a payment'],
  'rates/say-fact.ts': ['what the rates ask for is said'],
  'receivables/answer-fee.ts': [
    'a fee that waits is agreed to',
    'a fee that waits is denied',
    'a fee is taken back',
    'a fee for every bill is ended',
  ],
  'receivables/assess-late-fees.ts': ['late fees are charged'],
  'receivables/charge-fee.ts': ['a fee is charged', 'a fee for every bill is set'],
  'receivables/grant-assistance.ts': ['assistance is granted', 'assistance is ended'],
  'receivables/move-balance.ts': ['a balance is moved'],
  'receivables/take-deposit.ts': ['a deposit is taken'],
};

/** They hold an account and neither move money nor change what is billed. */
const harmless = [
  // They close an access or open it again, and end the autopay of one that is removed, as 'autopay is ended' does.
  'access/objections/decide-objection.ts',
  'access/objections/open-objection.ts',
  'billing/corrections/compare-bills.ts',
  'credits/leaks/ask-for-credit.ts',
];

test('every use case that holds an account has verbs that are tried in pairs, in test/books/verbs.ts, or is harmless', () => {
  const holding = globSync('src/usecases/**/*.ts')
    .filter((path) => /\b(hold|holdAccounts)\b[^;]*from '[./]*store\/receivables/.test(readFileSync(path, 'utf8')))
    .map((path) => path.replace('src/usecases/', ''))
    .filter((path) => !path.endsWith('.test.ts'));
  expect(holding.toSorted()).toEqual([...Object.keys(tried), ...harmless].toSorted());
});

test('every verb is of such a use case', () => {
  const named = Object.values(tried).flat();
  expect(named.toSorted()).toEqual([...verbNames].toSorted());
});
