import { expect } from 'vitest';
import { seedTown } from '../../../bench/support/page-town.ts';
import { test } from '../../../test/support/database.ts';
import { sumCents } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { waitingMoney, waitingTotals } from './index.ts';

/** What the page says waits, against what the next batch would take. */
async function totals(db: Database): Promise<number> {
  const waits = await waitingMoney(db);
  const said = await waitingTotals(db);
  expect(said).toEqual({ items: waits.length, total: sumCents(waits.map(({ amount }) => amount)) });
  return said.items;
}

test('what waits to go out is what the next batch takes, whatever was sent, refused or confirmed', async ({ db }) => {
  await seedTown(db, 200);
  const before = await totals(db);
  expect(before).toBeGreaterThan(2);

  // The billing system has two of them already, one by its payment and one that was never sent.
  const [unsent] = (await waitingMoney(db)).map(({ receipt, accountId, amount }) => ({ receipt, accountId, amount }));
  const confirm = (receipt: string, account: number, transaction: string) =>
    db.query(
      `insert into exchange_confirmation (receipt, account_id, transaction_id, amount_cents, on_day, run_id)
       values ($1, $2, $3, 6134, '2026-05-01', 1)`,
      [receipt, account, transaction],
    );
  await confirm(unsent?.receipt ?? '', unsent?.accountId ?? 0, 'ahead');
  expect(await totals(db)).toBe(before - 1);
  expect(await db.query('select receipt from exchange_receipt_ahead')).toEqual([{ receipt: unsent?.receipt }]);

  // A receipt of a newest batch was refused and goes again, one of an old batch too; then the billing system has the first.
  await db.query(
    `insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
     values ('s', 's@example.org', true, 'Sam', 'billing', '2026-01-01', '2026-01-01')`,
  );
  const sent = await db.query<{ receipt: string; account: number }>(
    `select receipt, account_id as account from exchange_batch_row r
     where not exists (select from exchange_confirmation c where c.receipt = r.receipt) order by ledger_entry_id desc`,
  );
  const [first, second] = [sent.at(0), sent.at(-1)];
  for (const row of [first, second]) {
    await db.query(
      `insert into exchange_ack (batch_id, receipt, status, reason, file_name, received_at)
       select batch_id, receipt, 'refused', 'no such account', 'acks.csv', '2026-05-09' from exchange_batch_row where receipt = $1`,
      [row?.receipt],
    );
    await db.query(
      `insert into exchange_resend (receipt, attempt, decided_by, decided_at, reason) values ($1, 2, 's', '2026-05-10', 'refused')`,
      [row?.receipt],
    );
  }
  expect(await totals(db)).toBe(before + 1);
  await confirm(first?.receipt ?? '', first?.account ?? 0, 'again');
  expect(await totals(db)).toBe(before);
  expect(await db.query('select receipt from exchange_receipt_ahead')).toHaveLength(1);
});
