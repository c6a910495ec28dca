import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The use cases behind the verbs that are tried in pairs. */
const tried = [
  'accounts/end-service.ts',
  'billing/cancel-bill.ts',
  'billing/corrections/answer-correction.ts',
  'billing/post-bill-run.ts',
  'billing/run-bill-cycle.ts',
  'billing/runs/cancel-run.ts',
  'billing/runs/decide-bills.ts',
  'credits/leaks/decide-credit.ts',
  'credits/rebates/decide-rebate.ts',
  'metering/correct-read.ts',
  'payments/autopay/submit-drafts.ts',
  'payments/reconcile-payment.ts',
  'payments/settle-payment.ts',
  'payments/start-payment.ts',
  'receivables/answer-fee.ts',
  'receivables/assess-late-fees.ts',
  'receivables/charge-fee.ts',
  'receivables/grant-assistance.ts',
  'receivables/take-deposit.ts',
  // Ends autopay; agreeing to it moves nothing.
  'payments/autopay/agree-autopay.ts',
];

/** They hold an account and neither move money nor change what is billed. */
const harmless = ['billing/corrections/compare-bills.ts', 'credits/leaks/ask-for-credit.ts'];

test('every use case that holds an account is a verb that is tried in pairs, in test/books/verbs.ts, or harmless', () => {
  const holding = globSync('src/usecases/**/*.ts')
    .filter((path) => /\b(hold|holdAccounts)\b[^;]*from '[./]*store\/receivables/.test(readFileSync(path, 'utf8')))
    .map((path) => path.replace('src/usecases/', ''))
    .filter((path) => !path.endsWith('.test.ts'));
  expect(holding.toSorted()).toEqual([...tried, ...harmless].toSorted());
});
