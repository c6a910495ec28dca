import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { billThrough } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { documentsForTests } from '../../../test/support/documents.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { dayAfterCutOver } from '../../../test/support/web.ts';
import { currentEbill, insertEbill, verifyEbill } from '../../store/billing/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { printBillRun } from './index.ts';

const now = dayAfterCutOver;

/** E-bill as it stands after its link was confirmed. */
async function ebillOn(db: DatabasePool, accountId: number): Promise<void> {
  const loginId = await registered(db, accountId);
  const consent = { consentText: 'yes', consentVersion: '1', consentedAddress: '127.0.0.1' };
  const verification = { verificationHash: 'hash', verificationExpiresAt: now };
  await insertEbill(
    db,
    { accountId, loginId, email: 'customer@example.org', language: 'es', ...consent, ...verification },
    now,
  );
  const ebill = await currentEbill(db, accountId);
  await verifyEbill(db, ebill?.id ?? 0, now);
}

/** A posted run of three paper bills and one that goes by email, of meters read a month apart. */
async function postedRun(db: DatabasePool): Promise<number> {
  for (let number = 1; number <= 4; number += 1) {
    const { accountId } = await serveAccount(db, number, {
      openedOn: '2026-03-26',
      reads: [
        ['2026-03-26', 100],
        ['2026-04-26', 12_100],
      ],
    });
    if (number === 4) await ebillOn(db, accountId);
  }
  return billThrough(db, '2026-04-26');
}

test('a run on paper becomes one PDF a bill and an index that says why, once', async ({ db }) => {
  const outbox = await scratchFolder();
  const runId = await postedRun(db);
  expect(await printBillRun(db, documentsForTests(), { runId, outbox, now })).toBe(3);
  const folder = join(outbox, `bill-run-${runId}`);
  const files = await readdir(folder);
  expect(files.filter((name) => name.endsWith('.pdf'))).toHaveLength(3);
  const index = await readFile(join(folder, 'index.csv'), 'utf8');
  expect(index.split('\r\n')).toHaveLength(5);
  expect(index).toContain('never-registered');
  expect(
    (await readFile(join(folder, files.find((name) => name.endsWith('.pdf')) ?? ''))).subarray(0, 5).toString(),
  ).toBe('%PDF-');
  await printBillRun(db, documentsForTests(), { runId, outbox, now });
  expect(await db.query('select state, items from print_batch')).toEqual([{ state: 'printed', items: 3 }]);
});

test('cut off after any bill and run again, it ends with the same files', async ({ db }) => {
  const outbox = await scratchFolder();
  const runId = await postedRun(db);
  const whole = documentsForTests();
  for (let survives = 0; survives < 3; survives += 1) {
    let made = 0;
    const cut = {
      ...whole,
      typst: {
        threads: 1,
        pdf: (template: string, inputs: Readonly<Record<string, string>>) => {
          if (made === 1) throw new Error('the power went out');
          made += 1;
          return whole.typst.pdf(template, inputs);
        },
      },
    };
    const cutOff = printBillRun(db, cut, { runId, outbox, now });
    if (survives < 2) await expect(cutOff).rejects.toThrow('the power went out');
    else await cutOff;
    expect(await readdir(outbox)).toEqual([survives < 2 ? `bill-run-${runId}.partial` : `bill-run-${runId}`]);
  }
  expect((await readdir(join(outbox, `bill-run-${runId}`))).toSorted().at(-1)).toBe('index.csv');
  expect(await db.query('select state, items from print_batch')).toEqual([{ state: 'printed', items: 3 }]);
});
