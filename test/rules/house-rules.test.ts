import { expect, test } from 'vitest';
import { findViolations } from './house-rules.ts';

const told = (folder: string): string[] =>
  findViolations(folder)
    .map(({ rule, place, what }) => `${rule} ${place} ${what}`)
    .sort();

test('the house keeps its own rules', () => {
  expect(told('src')).toEqual([]);
});

test('each planted violation is seen', () => {
  expect(told('test/rules/planted/src')).toEqual([
    'clock usecases/billing/types.ts:3 Date.now',
    'cycle usecases/billing/post-bill.ts:1 usecases/billing/post-bill.ts → usecases/billing/types.ts → usecases/billing/post-bill.ts',
    'cycle usecases/meters/meter.ts:1 usecases/meters/meter.ts → usecases/meters/read.ts → usecases/meters/meter.ts',
    'demo web/mail.ts:1 web imports demo/web/mailbox.ts',
    'door domain/billing/bill.ts:3 domain/receivables/entry.ts instead of domain/receivables/index.ts',
    'door usecases/billing/last-read.ts:1 store/metering/reads.ts instead of store/metering/index.ts',
    'door web/portal/billing/bill.ts:1 web/portal/payments/receipt/get.ts instead of web/portal/payments/index.ts',
    'file-name usecases/billing/types.ts:1 a name that says nothing',
    'layer demo/web/mailbox.ts:1 web imports demo/store/town.ts',
    'layer domain/billing/bill.ts:2 domain imports store/bills.ts',
    'layer web/page.ts:1 web imports store/bills.ts',
    'order domain/billing/bill.ts:3 billing stands before receivables',
    'order domain/kernel/money.ts:1 kernel stands before billing',
    'purity domain/billing/bill.ts:1 imports node:fs',
    'purity domain/billing/bill.ts:6 Date',
    'purity domain/billing/bill.ts:6 Math.random',
    'purity domain/billing/bill.ts:6 Temporal.Now',
    'purity domain/billing/bill.ts:6 process',
    'purity domain/billing/bill.ts:7 Promise',
    'purity domain/billing/bill.ts:7 is asynchronous',
  ]);
});
