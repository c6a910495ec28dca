import { expect, test } from 'vitest';
import { findStrangeModules, staleReasons } from './module-names.ts';
import { findOddPages } from './page-rules.ts';

test('a module has the same name in every layer, and a door', () => {
  expect(findStrangeModules('src')).toEqual([]);
  expect(staleReasons('src')).toEqual([]);
});

test('a module with a name of its own, and one without a door, are seen', () => {
  expect(findStrangeModules('test/rules/planted/modules')).toEqual([
    'usecases/meter-things is no module of the domain',
    'store/billing has no index.ts',
  ]);
  expect(staleReasons('test/rules/planted/modules')).toContain('help');
});

test('a page is built as src/web/README.md says', () => {
  expect(findOddPages('src')).toEqual([]);
});

test('an odd page is seen', () => {
  expect(findOddPages('test/rules/planted/pages')).toEqual([
    'web/portal/billing/area.ts:8 postBill of ./bill/get.ts answers a POST',
    'web/portal/billing/area.ts:9 totals of ./totals.ts answers a GET',
    'web/portal/billing/bill/get.ts:4 registers a route outside area.ts',
    'web/portal/billing/bill/schema.ts:1 a schema imports usecases/billing/index.ts',
  ]);
});
