import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { openAccounts } from '../../../../test/support/accounts.ts';
import { postBill } from '../../../../test/support/bills.ts';
import { test } from '../../../../test/support/database.ts';
import { knownPeople } from '../../../../test/support/logins.ts';
import { openTill } from '../../../../test/support/paying.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { scheduleDrafts } from './schedule-drafts.ts';

const draftHour = Temporal.Instant.from('2026-05-20T13:00:00Z');
const accounts = 30;

/** Autopay in force on many accounts, as their customers agreed it, each with a bill due. */
async function manyOnAutopay(db: DatabasePool): Promise<void> {
  const ids = await openAccounts(db, accounts);
  await knownPeople(db, { logins: ids.map((id) => `login-${id}`) });
  for (const id of ids) await postBill(db, id, { dueOn: '2026-05-20', owed: 1000 + id });
  await db.query(
    `with numbered as (select unnest($1::bigint[]) as account_id),
     at_processor as (
       insert into demo.processor_method (token, kind, brand, last4) select 'pm_' || account_id, 'card', 'Visa', '4242' from numbered
     ), methods as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       select 'login-' || account_id, 'sandbox', 'pm_' || account_id, 'card', 'Visa', '4242', '2026-05-07T00:00Z' from numbered
       returning id, login_id
     )
     insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version,
       authorization_language, agreed_at, agreed_address, first_due_on)
     select account_id, m.login_id, m.id, 'I authorize', '2026-05', 'en', '2026-05-07T00:00Z', '192.0.2.1', '2026-05-09'
     from numbered join methods m on m.login_id = 'login-' || account_id`,
    [ids],
  );
}

/** Runs the process until it is done, or dies without warning before or after its nth charge; says how it ended. */
async function draft(url: string, dies: readonly string[] = []): Promise<'done' | 'killed'> {
  const args = ['test/support/drafting-process.ts', url, draftHour.toString(), ...dies];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`drafting ended with ${code ?? signal}`);
  return code === 0 ? 'done' : 'killed';
}

test('a worker killed again and again in the middle of its drafts charges everybody once and leaves nobody out', async ({
  db,
}) => {
  await manyOnAutopay(db);
  const till = openTill(db);
  expect(await scheduleDrafts(till.context, Temporal.Instant.from('2026-05-08T10:00:00Z'))).toBe(accounts);
  const { connectionString = '' } = db.pool.options;
  for (const [side, nth] of [
    ['before', 1],
    ['after', 1],
    ['before', 5],
    ['after', 4],
    ['after', 2],
  ] as const) {
    expect(await draft(connectionString, [side, `${nth}`])).toBe('killed');
  }
  expect(await draft(connectionString)).toBe('done');
  await till.deliver();
  await till.deliver();
  const [counted] = await db.query(
    `select (select count(*) from demo.processor_charge) as charges,
       (select count(*) from ledger_entry where kind = 'payment') as entries,
       (select count(*) from payment where state = 'succeeded') as payments,
       (select count(*) from autopay_draft where state = 'succeeded') as drafts,
       (select count(distinct account_id) from payment) as accounts,
       (select sum(amount_cents) from posting where ledger_account = 'receivable') as owed`,
  );
  const each = { charges: accounts, entries: accounts, payments: accounts, drafts: accounts, accounts };
  expect(counted).toEqual({ ...each, owed: '0' });
});
