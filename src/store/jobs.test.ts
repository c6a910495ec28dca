import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { enqueue } from './jobs.ts';

const waiting = `select task_identifier as task, key from graphile_worker.jobs order by id`;

test('a job exists exactly if the change that caused it does', async ({ db }) => {
  await db.transaction((tx) => enqueue(tx, { task: 'print', payload: { batch: 1 } }));
  await db
    .transaction(async (tx) => {
      await enqueue(tx, { task: 'lost' });
      throw new Error('the change failed');
    })
    .catch(() => undefined);
  expect(await db.query(waiting)).toEqual([{ task: 'print', key: null }]);
});

test('jobs that wait under one key are one job', async ({ db }) => {
  await enqueue(db, { task: 'deliver', key: 'deliver' });
  await enqueue(db, { task: 'deliver', key: 'deliver' });
  expect(await db.query(waiting)).toEqual([{ task: 'deliver', key: 'deliver' }]);
});
