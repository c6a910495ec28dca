import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseUtility } from './utility.ts';

const reference = readFileSync('utility/utility.yaml', 'utf8');

test('the reference utility is read, its cut-over as a moment', () => {
  const read = parseUtility('utility.yaml', reference);
  expect(read.ok).toBe(true);
  if (!read.ok) return;
  expect(read.value.cutOver.toString()).toBe('2026-05-06T15:00:00Z');
  expect(read.value.billing.late_fee.amount).toBe(500);
});

test('everything that is wrong is listed at once, each with its line', () => {
  const spoiled = reference
    .replace('America/Los_Angeles', 'America/Atlantis')
    .replace('lead_hours: 24', 'lead_hours: soon')
    .replace('short_name: Medford Water', 'nick_name: MW');
  const read = parseUtility('utility.yaml', spoiled);
  expect(read.ok ? [] : read.problem.map((problem) => [problem.code, problem.field, problem.place?.line])).toEqual([
    ['config.value-unexpected', 'short_name', spoiled.slice(0, spoiled.indexOf('name:')).split('\n').length],
    ['config.value-unexpected', 'time_zone', spoiled.slice(0, spoiled.indexOf('America/')).split('\n').length],
    ['config.value-unexpected', 'autopay.lead_hours', spoiled.slice(0, spoiled.indexOf('soon')).split('\n').length],
    ['config.key-unknown', 'nick_name', spoiled.slice(0, spoiled.indexOf('name:')).split('\n').length],
  ]);
});

test('how long a closed account is seen is the utility’s to set, 90 days where it says nothing, and days only', () => {
  const visibleDays = (text: string) => {
    const read = parseUtility('utility.yaml', text);
    return read.ok ? read.value.closed_accounts.visible_days : read.problem.map(({ code, field }) => [code, field]);
  };
  const block = 'closed_accounts:\n  visible_days: 90\n';
  expect(reference).toContain(block);
  expect(visibleDays(reference.replace(block, ''))).toBe(90);
  expect(visibleDays(reference.replace(block, block.replace('90', '14')))).toBe(14);
  for (const wrong of ['-1', '2.5', 'long', '99999', '2026-01-01']) {
    expect(visibleDays(reference.replace(block, block.replace('90', wrong))), wrong).toEqual([
      ['config.value-unexpected', 'closed_accounts.visible_days'],
    ]);
  }
});

test('who makes the bills is caudal or the CIS, caudal where nothing is said, and only the CIS needs no rates', () => {
  const billing = (text: string) => {
    const read = parseUtility('utility.yaml', text);
    return read.ok ? read.value.billing.by : read.problem.map(({ field }) => field);
  };
  const written = '  by: caudal\n';
  expect(reference).toContain(written);
  expect(billing(reference)).toBe('caudal');
  expect(billing(reference.replace(written, ''))).toBe('caudal');
  expect(billing(reference.replace(written, '  by: cis\n'))).toBe('cis');
  expect(billing(reference.replace(written, '  by: somebody\n'))).toEqual(['billing.by']);
  const withoutRates = reference.replace(/ {2}rates:\n(?: {4}.*\n)+/, '  rates: []\n');
  expect(billing(withoutRates)).toEqual(['billing.rates']);
  expect(billing(withoutRates.replace(written, '  by: cis\n'))).toBe('cis');
});

test('payments go out as CSV where nothing is said; a form that there is not, or that has no room for a value, is named', () => {
  const exchange = (...changes: readonly (readonly [string, string])[]) => {
    let text = reference;
    for (const [written, instead] of changes) {
      expect(text).toContain(written);
      text = text.replace(written, instead);
    }
    const read = parseUtility('utility.yaml', text);
    return read.ok ? read.value.exchange : read.problem.map(({ field, params }) => [field, params?.['expected']]);
  };
  const withoutForms = reference.replace(/ {2}lockbox:\n {4}account_width[\s\S]+? {4}source: CAUDAL\n/, '');
  const left = parseUtility('utility.yaml', withoutForms.replace('  payments_form: csv\n', ''));
  expect(left.ok && left.value.exchange).toMatchObject({
    ...{ payments_form: 'csv', lockbox: { account_width: 6 }, ccb_staging: { source: 'CAUDAL' } },
    bai: { lockbox: '0', destination: '', origin: 'CAUDAL' },
  });
  expect(exchange(['payments_form: csv', 'payments_form: ccb-staging'])).toMatchObject({
    payments_form: 'ccb-staging',
  });
  expect(
    exchange(
      ['payments_form: csv', 'payments_form: excel'],
      ['account_width: 6', 'account_width: 7'],
      ['destination: ""', 'destination: Town of Peñas'],
    ),
  ).toEqual([
    ['exchange.payments_form', 'one of csv, lockbox, bai, ccb-staging'],
    ['exchange.lockbox.account_width', '6 or 8, the characters of an account number'],
    ['exchange.bai.destination', 'at most 10 plain letters, digits and signs'],
  ]);
  // CC&B has four characters for what was paid with; a batch that finds that out at night would not go out.
  expect(exchange(['payments_form: csv', 'payments_form: ccb-staging'], ['check: CHEC', 'check: CHECK'])).toEqual([
    ['exchange.tender_codes.check', 'at most 4 characters with payments_form ccb-staging'],
  ]);
  expect(exchange(['check: CHEC', 'check: CHECK'])).toMatchObject({ tender_codes: { check: 'CHECK' } });
});
