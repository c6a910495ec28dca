import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { brokenInvariants } from '../../../../test/books/invariants.ts';
import { snapshotOf } from '../../../../test/books/snapshot.ts';
import { billingPolicyForTests, cancelRun, cycleThrough } from '../../../../test/support/bill-cycle.ts';
import { test } from '../../../../test/support/database.ts';
import { holdDeposit } from '../../../../test/support/deposits.ts';
import { knownPeople } from '../../../../test/support/logins.ts';
import { serveAccount } from '../../../../test/support/served-accounts.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { postBillRun, runBillCycle, runHistory } from '../index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const homes = 6;

/** Six homes, one of them with a deposit that its final bill gives back, and their run, calculated. */
async function calculated(db: DatabasePool): Promise<number> {
  await knownPeople(db, { staff: ['luis'] });
  for (let number = 1; number <= homes; number += 1) {
    const { accountId } = await serveAccount(db, number, {
      billedBefore: '2026-04-03',
      ...(number === 2 ? { closedOn: '2026-05-03' } : {}),
      reads: [
        ['2026-04-03', 175_000],
        ['2026-05-03', 175_000 + 1000 * number],
      ],
    });
    if (number === 2) await holdDeposit(db, accountId, '2025-01-02');
  }
  const { run } = await runBillCycle(db, cycleThrough('2026-05-05'));
  if (run === undefined) throw new Error('nothing was calculated');
  return run.id;
}

const post = async (db: DatabasePool, runId: number) =>
  expect(await postBillRun(db, { runId, policy: billingPolicyForTests, now, staffId: 'luis' })).toMatchObject({
    ok: true,
  });

/** Asks for the same again and again, each time of a process that dies later than the one before, until one ends by itself. */
async function killUntilDone(db: DatabasePool, what: 'post' | 'cancel', runId: number): Promise<number> {
  const { connectionString = '' } = db.pool.options;
  for (let kills = 0; ; kills += 1) {
    const dies = `${2 + kills * 5}`;
    const args = ['test/support/billing-process.ts', connectionString, what, `${runId}`, `${now}`, dies];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code, signal] = await once(child, 'exit');
    if (code === 0) return kills;
    expect(signal).toBe('SIGKILL');
    expect(await brokenInvariants(db), `killed at statement ${dies}`).toEqual([]);
  }
}

const eventsOf = async (db: DatabasePool, runId: number) => (await runHistory(db, runId)).map(({ what }) => what);

const jobsOf = (db: DatabasePool) =>
  db.query(`select task_identifier, key from graphile_worker.jobs order by task_identifier, key`);

test('a run whose posting is killed again and again is posted as one that nobody killed', async ({ databases }) => {
  const [killed, whole] = [await databases.take(), await databases.take()];
  const runId = await calculated(killed.db);
  await post(whole.db, await calculated(whole.db));
  expect(await killUntilDone(killed.db, 'post', runId)).toBeGreaterThan(2);

  expect(await snapshotOf(killed.db)).toEqual(await snapshotOf(whole.db));
  expect(await jobsOf(killed.db)).toEqual(await jobsOf(whole.db));
  expect(await eventsOf(killed.db, runId)).toEqual(['posted', 'calculated']);
  for (const one of [killed, whole]) await databases.giveBack(one);
});

test('a posted run whose cancelling is killed again and again is cancelled as one that nobody killed', async ({
  databases,
}) => {
  const [killed, whole] = [await databases.take(), await databases.take()];
  const [runId, other] = [await calculated(killed.db), await calculated(whole.db)];
  await post(killed.db, runId);
  await post(whole.db, other);
  expect(await cancelRun(whole.db, other, now)).toMatchObject({ value: { cancelled: homes, kept: [] } });
  expect(await killUntilDone(killed.db, 'cancel', runId)).toBeGreaterThan(2);

  expect(await snapshotOf(killed.db)).toEqual(await snapshotOf(whole.db));
  expect(await eventsOf(killed.db, runId)).toEqual(['cancelled', 'posted', 'calculated']);
  for (const one of [killed, whole]) await databases.giveBack(one);
});
