import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect } from 'vitest';
import { billThrough } from '../../test/support/bill-cycle.ts';
import { test } from '../../test/support/database.ts';
import { queueMails } from '../../test/support/mails-by-job.ts';
import { scratchFolder } from '../../test/support/scratch-folder.ts';
import { serveAccount } from '../../test/support/served-accounts.ts';
import type { DatabasePool } from '../store/database.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

interface Place {
  readonly outbox?: string;
  readonly smtp?: string;
}

const start = (db: DatabasePool, { outbox = '', smtp = 'smtp://127.0.0.1:1' }: Place, dies: readonly string[] = []) => {
  const { connectionString = '' } = db.pool.options;
  return spawn(
    process.execPath,
    ['test/support/working-process.ts', connectionString, `${now}`, outbox, smtp, ...dies],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
};

/** A worker that dies without warning at the nth of something, in the middle of its work. */
async function workAndDieAt(db: DatabasePool, where: Place, [event, nth]: readonly [string, number]): Promise<void> {
  const [, signal] = await once(start(db, where, [event, `${nth}`]), 'exit');
  expect(signal).toBe('SIGKILL');
}

/** A worker that is killed once something is so. */
async function workUntil(db: DatabasePool, where: Place, so: () => Promise<boolean>): Promise<void> {
  const child = start(db, where);
  const ended = once(child, 'exit');
  try {
    while (!(await so())) await pause(2);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

const noJobsLeft = (db: DatabasePool, task: string) => async () =>
  (await db.query(`select from graphile_worker.jobs where task_identifier = $1`, [task])).length === 0;

test('a worker killed again and again in the middle of a print batch prints every bill once, whole', async ({ db }) => {
  const outbox = await scratchFolder();
  for (let number = 1; number <= 12; number += 1) {
    await serveAccount(db, number, {
      openedOn: '2026-03-26',
      reads: [
        ['2026-03-26', 100],
        ['2026-04-26', 12_100],
      ],
    });
  }
  // Posting a run queues its print batch.
  const runId = await billThrough(db, '2026-04-26');
  for (const nth of [1, 5, 6]) await workAndDieAt(db, { outbox }, ['document', nth]);
  expect(await db.query('select state from print_batch')).toEqual([{ state: 'queued' }]);
  // Once the folder has its name, before or just after that is written down.
  const named = async () => (await readdir(outbox)).includes(`bill-run-${runId}`);
  await workUntil(db, { outbox }, named);
  await workUntil(db, { outbox }, noJobsLeft(db, 'print-batch'));

  expect(await readdir(outbox)).toEqual([`bill-run-${runId}`]);
  const folder = join(outbox, `bill-run-${runId}`);
  const bills = await db.query<{ number: string }>('select number from bill order by number');
  expect((await readdir(folder)).toSorted()).toEqual([...bills.map((bill) => `${bill.number}.pdf`), 'index.csv']);
  for (const { number } of bills) {
    const pdf = (await readFile(join(folder, `${number}.pdf`), 'latin1')).trimEnd();
    expect([pdf.startsWith('%PDF-'), pdf.endsWith('%%EOF')], number).toEqual([true, true]);
  }
  expect((await readFile(join(folder, 'index.csv'), 'utf8')).trimEnd().split('\r\n')).toHaveLength(13);
  expect(await db.query('select state, items from print_batch')).toEqual([{ state: 'printed', items: 12 }]);
});

test('a worker killed again and again in the middle of its mails sends every one, and none twice as another', async ({
  db,
}) => {
  const mails: { readonly id: string; readonly to: string }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push({ id: mail.messageId ?? '', to: `${[mail.to].flat()[0]?.text}` });
        done();
      }, done);
    },
  });
  // The killed worker's connections end as killed ones do.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const address = smtp.server.address();
  const url = `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const written = 40;
  await queueMails(
    db,
    Array.from({ length: written }, (_, index) => `customer-${index + 1}@example.org`),
    now,
  );

  const kills = [
    ['mailed', 1],
    ['mail', 9],
    ['mailed', 9],
    ['mail', 12],
  ] as const;
  for (const kill of kills) await workAndDieAt(db, { smtp: url }, kill);
  expect((await db.query(`select from notice where state = 'queued'`)).length).toBeGreaterThan(0);
  await workUntil(db, { smtp: url }, noJobsLeft(db, 'send-notice'));
  smtp.close();

  expect(await db.query(`select state, count(*) from notice group by state`)).toEqual([
    { state: 'sent', count: written },
  ]);
  expect(new Set(mails.map((mail) => mail.to)).size).toBe(written);
  // One that had gone when its worker died goes again, under the Message-ID by which its reader knows it; at most the four
  // that a worker has in hand at once.
  expect(new Set(mails.map((mail) => mail.id)).size).toBe(written);
  expect(mails.length).toBeLessThanOrEqual(written + kills.length * 4);
});
