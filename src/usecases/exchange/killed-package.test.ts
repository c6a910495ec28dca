import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { cisPackage, simulatedBill, simulatedHomes } from '../../../test/support/cis-package.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import type { DatabasePool } from '../../store/database.ts';

/** In a process of its own, which dies at a step; gives the signal that ended it. */
async function take(db: DatabasePool, folder: string, step: string): Promise<string | null> {
  const { connectionString = '' } = db.pool.options;
  const child = spawn(process.execPath, ['test/support/package-process.ts', connectionString, folder, step], {
    stdio: 'inherit',
  });
  const [, signal] = await once(child, 'exit');
  return signal;
}

const counts = (db: DatabasePool) =>
  db.query(
    `select (select count(*) from customer) as customers, (select count(*) from bill) as bills,
       (select coalesce(sum(amount_cents), 0)::bigint from posting where ledger_account = 'receivable') as owed,
       (select count(*) from exchange_run) as runs`,
  );

test('a package that is killed while its bills or its balances are written leaves nothing, and goes in whole again', async ({
  db,
}) => {
  const bill = simulatedBill('B1', 'A1', { issued: '2026-05-01', charges: '61.34', due: '61.34' });
  const folder = await cisPackage({
    ...simulatedHomes(2),
    'bills.csv': [bill.bill],
    'bill-lines.csv': [bill.line],
    'balances.csv': [{ account_number: 'A1', as_of: '2026-05-10', balance: '61.34' }],
  });
  for (const step of ['bills', 'balances']) {
    expect(await take(db, folder, step)).toBe('SIGKILL');
    expect(await counts(db)).toEqual([{ customers: 0, bills: 0, owed: 0, runs: 0 }]);
  }
  const whole = await caudal(db, ['import', 'cis', folder], {
    utility: { billing: { ...referenceUtility.billing, by: 'cis' } },
  });
  expect(whole.code, whole.err).toBe(0);
  expect(await counts(db)).toEqual([{ customers: 2, bills: 1, owed: 6134, runs: 1 }]);
});
