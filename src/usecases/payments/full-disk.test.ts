import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { aPayment, goodCard, openTill, owes } from '../../../test/support/paying.ts';
import type { Database } from '../../store/database.ts';
import { startPayment } from './start-payment.ts';

/** The disk under this table takes no more, until `room`. */
async function fill(db: Database, table: string): Promise<() => Promise<unknown>> {
  await db.query(`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await db.query(`create trigger full_disk before insert on ${table} for each row execute function full_disk()`);
  return () => db.query('drop function full_disk cascade');
}

test('on a full disk no payment is begun that could not be kept: the processor is not even asked', async ({ db }) => {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, 6134);
  const till = openTill(db);
  const room = await fill(db, 'payment');
  await expect(startPayment(till.context, aPayment(accountId))).rejects.toMatchObject({ code: '53100' });
  expect(await db.query('select from demo.processor_session')).toEqual([]);
  await room();
  expect((await startPayment(till.context, aPayment(accountId))).ok).toBe(true);
});

test('what is paid at the processor while our disk is full is kept once there is room, whole and once', async ({
  db,
}) => {
  const [accountId = 0] = await openAccounts(db, 1);
  await owes(db, accountId, 6134);
  const till = openTill(db);
  const started = await startPayment(till.context, aPayment(accountId));
  if (!started.ok) throw new Error(started.problem.code);
  await till.type(started.value.hostedPage ?? '', goodCard);
  const room = await fill(db, 'ledger_entry');
  await till.deliver().catch(() => undefined);
  const entries = `select from ledger_entry where kind = 'payment'`;
  expect(await db.query(entries)).toEqual([]);
  expect(await db.query('select state from payment')).not.toEqual([{ state: 'succeeded' }]);
  await room();
  await till.deliver();
  await till.deliver();
  expect(await db.query(entries)).toHaveLength(1);
  expect(await db.query('select state from payment')).toEqual([{ state: 'succeeded' }]);
});
