import { expect } from 'vitest';
import type { PlanNode } from '../../../test/rules/page-statements.ts';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { hearStatements } from '../../../test/support/heard-statements.ts';
import type { Database } from '../database.ts';
import { sinceLastBills } from './index.ts';

const heard = hearStatements();

const indexesOf = (node: PlanNode): readonly string[] => [
  ...(node['Index Name'] === undefined ? [] : [node['Index Name']]),
  ...(node.Plans ?? []).flatMap(indexesOf),
];

test('last bills are looked up by account, also by a plan that was made while a run was drafted', async ({ db }) => {
  const [account = 0] = await openAccounts(db, 1);
  await db.query(
    `insert into bill (number, account_id, kind, state, period_start, period_end, issued_on, due_on, previous_balance_cents,
       payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents, usage_gallons, estimated, created_at)
     select 'D' || n, $1, 'regular', 'draft', '2000-01-01'::date + n, '2000-01-02'::date + n, '2026-05-04', '2026-05-25',
       0, 0, 0, 100, 100, 0, false, '2026-05-04T08:00Z' from generate_series(1, 12000) n`,
    [account],
  );
  heard.length = 0;
  await sinceLastBills(db, [account]);
  const [lastBills] = heard;
  const [row] = await db.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
    `explain (generic_plan, format json) ${lastBills?.text}`,
  );
  expect(row && indexesOf(row['QUERY PLAN'][0].Plan)).toEqual(['bill_account']);
});

/** Rows of the books that this connection read in its transaction without an index. */
async function scanned(tx: Database): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `select seq_tup_read::float8 as rows from pg_stat_xact_user_tables where relname = 'posting'`,
  );
  return row?.rows ?? 0;
}

test('a plan that was made before the first posting does not read the books once for each account', async ({ db }) => {
  const [account = 0] = await openAccounts(db, 1);
  const accounts = Array.from({ length: 400 }, (_, id) => account + id);
  await db.query('analyze posting');
  await db.transaction(async (tx) => {
    // As a town is that was counted while it had no books yet; PostgreSQL keeps the plan of the sixth.
    for (let times = 0; times < 6; times += 1) await sinceLastBills(tx, accounts);
    await db.transaction(async (other) => {
      await other.query('set local session_replication_role = replica');
      await other.query(
        `insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
         select 'payment', '2026-05-01', '2026-05-01', '', n, '' from generate_series(1, 4000) n`,
      );
      await other.query(
        `insert into posting (entry_id, ledger_account, account_id, amount_cents)
         select id, 'receivable', $1 + id % 400, 100 from ledger_entry`,
        [account],
      );
    });
    const before = await scanned(tx);
    await sinceLastBills(tx, accounts);
    expect((await scanned(tx)) - before).toBeLessThanOrEqual(4000);
  });
});
