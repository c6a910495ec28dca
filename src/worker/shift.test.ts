import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { poolOf } from '../../test/support/mails-by-job.ts';
import type { Database } from '../store/database.ts';
import { startShift } from './shift.ts';

const jobs = 'graphile_worker._private_jobs';

/** How many statements about jobs wait for the lock of their table. */
const waiting = async (db: Database) =>
  (
    await db.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ $1`,
      ['delete from.*_private_jobs'],
    )
  ).length;

test('a shift that could not write how two jobs ended ends, and they stay locked until somebody frees them', async ({
  db,
}) => {
  const own = poolOf(db);
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  const ends = new Map<unknown, () => void>();
  const task = (payload: unknown) => new Promise<void>((resolve) => ends.set(JSON.stringify(payload), resolve));
  const shift = await startShift(own.pool, { task }, { log, schedule: [], patience: 20 });
  await db.query(`select graphile_worker.add_job('task', json_build_object('n', n)) from generate_series(1, 2) n`);
  shift.gate.open();
  while (ends.size < 2) await pause(5);
  // Each end is being written, by a statement of its own, when the table goes away.
  await db.transaction(async (tx) => {
    await tx.query(`lock table ${jobs} in access exclusive mode`);
    for (const [many, end] of [...ends.values()].entries()) {
      end();
      while ((await waiting(db)) <= many) await pause(5);
    }
    await tx.query(`alter table ${jobs} rename to hidden_jobs`);
  });
  while (lines.filter((line) => line.includes('Failed to complete jobs')).length < 2) await pause(5);
  await db.query(`alter table graphile_worker.hidden_jobs rename to _private_jobs`);
  await shift.finish();
  expect(await db.query(`select locked_by from graphile_worker.jobs`)).toEqual(
    Array.from({ length: 2 }, () => ({ locked_by: shift.worker })),
  );
  await own.close();
});
