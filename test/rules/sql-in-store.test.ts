import { expect, test } from 'vitest';
import { sqlOutsideStore } from './sql-in-store.ts';

test('SQL is written in the store alone', () => {
  expect(sqlOutsideStore('src')).toEqual([]);
});

test('the check sees planted SQL, queries and drivers, and leaves the store, words and query strings alone', () => {
  expect(sqlOutsideStore('test/rules/planted/sql')).toEqual([
    'usecases/billing/total.ts:1 imports kysely',
    'usecases/billing/total.ts:4 SQL',
    'usecases/billing/total.ts:5 SQL',
    'usecases/billing/total.ts:8 SQL',
    'usecases/billing/total.ts:9 SQL',
    'usecases/billing/total.ts:10 SQL',
    'usecases/billing/total.ts:12 queries',
    'usecases/billing/total.ts:13 queries',
    'web/console/page.ts:1 imports pg',
    'web/console/page.ts:4 queries',
    'web/console/page.ts:4 SQL',
  ]);
});
