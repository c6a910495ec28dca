import { expect, test } from 'vitest';
import { doneByHand } from './by-hand.ts';

test('keys that may be missing and orders of dates are written with the kernel’s functions', () => {
  expect(doneByHand('src')).toEqual([]);
});

test('the check sees planted ones', () => {
  expect(doneByHand('test/rules/planted/by-hand')).toEqual([
    'store/accounts/accounts.ts:8 → present',
    'store/accounts/accounts.ts:9 → present',
    'store/accounts/accounts.ts:15 → isBefore, isAfter …',
    'store/accounts/accounts.ts:17 → isBefore, isAfter …',
  ]);
});
