import { expect, test } from 'vitest';
import { databaseHandles } from './database-handles.ts';

test('only use cases begin a transaction, and only main opens a database', () => {
  expect(databaseHandles('src')).toEqual([]);
});

test('the check sees planted ones', () => {
  expect(databaseHandles('test/rules/planted/database-handles')).toEqual([
    'main/up.ts:4 transaction',
    'web/page.ts:3 openDatabase',
    'web/page.ts:4 db.pool',
    'worker/tell.ts:1 transaction',
  ]);
});
