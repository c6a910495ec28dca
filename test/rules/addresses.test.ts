import { expect, test } from 'vitest';
import { addressesOpened, addressesUnknown, addressesWritten, addressPatterns } from './addresses.ts';

test('every address comes from paths.ts', () => {
  expect(addressPatterns().length).toBeGreaterThan(100);
  expect(addressesWritten('src')).toEqual([]);
});

test('every address in the utility’s words and templates, and in the locales, exists', () => {
  expect(addressesUnknown('utility')).toEqual([]);
  expect(addressesUnknown('locales')).toEqual([]);
});

test('every address that a journey opens exists', () => {
  expect(addressesOpened('test/journeys')).toEqual([]);
});

test('the check sees planted addresses', () => {
  expect(addressesWritten('test/rules/planted/addresses')).toEqual([
    'usecases/tell.ts:1 /accounts/',
    'usecases/tell.ts:2 /settings/phone?news=yes',
    'web/page.tsx:1 /invoices/',
    'web/page.tsx:2 /pay',
    'web/page.tsx:3 /accounts',
  ]);
  expect(addressesOpened('test/rules/planted/addresses-opened')).toEqual(['journey.ts /console/at-risk']);
  expect(addressesUnknown('test/rules/planted/addresses')).toEqual([
    'content/es/help/pay.md /invoices',
    'content/es/help/pay.md /help/nothing',
    'content/es/help/pay.md /accounts/{{account}}/autopay/setup',
  ]);
});
