import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { billThrough } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { documentsForTests } from '../../../test/support/documents.ts';
import { noticesForTests } from '../../../test/support/leaks.ts';
import { nameOfNoFont } from '../../../test/support/name-of-no-font.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { dayAfterCutOver, expectValidHtml, visit, webDeps } from '../../../test/support/web.ts';
import { type Mailer, MailRefused } from '../../gateways/mail.ts';
import { currentEbill, findBillDocument, insertEbill, verifyEbill } from '../../store/billing/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { consoleAreas } from '../../web/console/index.ts';
import { paths } from '../../web/paths.ts';
import { sendNotice, tellOfBills } from '../notices/index.ts';
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
        pdf: (...asked: Parameters<typeof whole.typst.pdf>) => {
          if (made === 1) throw new Error('the power went out');
          made += 1;
          return whole.typst.pdf(...asked);
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

/** The names of a run's customers, as an old system had them. */
async function named(db: DatabasePool, names: Readonly<Record<string, string>>): Promise<void> {
  for (const [number, name] of Object.entries(names)) {
    await db.query('update customer set name = $2 where number = $1', [number.padStart(8, '0'), name]);
  }
}

test('a name that no font has keeps nobody else’s bill from being printed: it is named with what to do, and printed once it can be', async ({
  db,
}) => {
  const outbox = await scratchFolder();
  const runId = await postedRun(db);
  await named(db, { 1: nameOfNoFont, 2: 'Bell\u0007 & Sons \u{1F600}' });
  expect(await printBillRun(db, documentsForTests(), { runId, outbox, now })).toBe(2);
  const folder = join(outbox, `bill-run-${runId}`);
  const files = await readdir(folder);
  expect(files.filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
  const index = await readFile(join(folder, 'index.csv'), 'utf8');
  expect(index).not.toContain(nameOfNoFont);
  const notPrinted = await readFile(join(folder, 'not-printed.csv'), 'utf8');
  for (const words of ['00000001-0000001', nameOfNoFont, 'Add a font']) expect(notPrinted).toContain(words);
  expect(await db.query('select state, items from print_batch')).toEqual([{ state: 'printed', items: 2 }]);

  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'en');
  const [batch] = await db.query<{ id: number }>('select id from print_batch');
  await staff.get(paths.console.printBatch(`${batch?.id}`));
  for (const words of ['One bill is not printed', nameOfNoFont, `No font has: ${nameOfNoFont}`, 'Add a font']) {
    expect(staff.text).toContain(words);
  }
  await expectValidHtml(staff.html);
  await staff.get(paths.console.billRun(`${runId}`));
  expect(staff.text).toContain('2 printed, 1 not printed');
  expect(staff.text).toContain('Delivery stopped');

  // Nothing has changed: nothing is printed, and it stays named.
  await printBillRun(db, documentsForTests(), { runId, outbox, now });
  expect(await billsLeft(db)).toBe(1);
  await named(db, { 1: 'Wang Xiaoming' });
  await staff.post(paths.console.printBatchAgain(`${batch?.id}`), {});
  expect(await db.query(`select from graphile_worker._private_jobs where key = 'print-batch:${runId}'`)).toHaveLength(
    1,
  );
  expect(await printBillRun(db, documentsForTests(), { runId, outbox, now })).toBe(3);
  expect(await billsLeft(db)).toBe(0);
  expect(await db.query('select items from print_batch')).toEqual([{ items: 3 }]);
  const again =
    (await readdir(outbox))
      .filter((name) => name.includes('-again-'))
      .toSorted()
      .at(-1) ?? '';
  expect((await readdir(join(outbox, again))).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
  await printBillRun(db, documentsForTests(), { runId, outbox, now });
  expect(await db.query('select items from print_batch')).toEqual([{ items: 3 }]);
});

test('a bill whose letters no font has says so where its PDF is asked for', async ({ db }) => {
  await postedRun(db);
  await named(db, { 1: nameOfNoFont });
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'billing') }), consoleAreas, 'es');
  const [bill] = await db.query<{ number: string }>(
    `select b.number from bill b join account a on a.id = b.account_id join customer c on c.id = a.customer_id
     where c.number = '00000001'`,
  );
  await staff.get(paths.console.billPdf('00000001-0000001', bill?.number ?? ''));
  expect(staff.status).toBe(422);
  expect(staff.text).toContain(nameOfNoFont);
  await expectValidHtml(staff.html);
});

const billsLeft = async (db: DatabasePool): Promise<number> =>
  (await db.query('select from bill_to_print where printed_at is null')).length;

const refusing: Mailer = {
  send: ({ to }) =>
    to === 'customer@example.org'
      ? Promise.reject(new MailRefused('550 5.1.1 No such user here', 'hard'))
      : Promise.resolve(undefined),
  close: () => undefined,
};

test.for(['before the batch is printed', 'after it was'] as const)(
  'an e-bill that is refused for good %s is printed, and so are those to come; customer and staff are told',
  async (when, { db }) => {
    const outbox = await scratchFolder();
    const runId = await postedRun(db);
    await tellOfBills(db, noticesForTests, runId, now);
    const print = () => printBillRun(db, documentsForTests(), { runId, outbox, now });
    if (when === 'after it was') expect(await print()).toBe(3);
    const [mail] = await db.query<{ id: number }>(`select id from notice where event = 'bill.ready'`);
    const sending = { mailer: refusing, domain: 'water.example.org', context: noticesForTests, outbox, now };
    await sendNotice(db, mail?.id ?? 0, sending);
    await sendNotice(db, mail?.id ?? 0, sending);
    expect(await db.query('select state, failure from notice where id = $1', [mail?.id])).toEqual([
      { state: 'failed', failure: 'refused: 550 5.1.1 No such user here' },
    ]);
    expect(await print()).toBe(4);
    const pdfs = (await Promise.all((await readdir(outbox)).map((folder) => readdir(join(outbox, folder)))))
      .flat()
      .filter((name) => name.endsWith('.pdf'));
    expect(new Set(pdfs).size).toBe(4);
    expect(pdfs).toHaveLength(4);
    expect(await billsLeft(db)).toBe(0);
    expect(await db.query('select items from print_batch')).toEqual([{ items: 4 }]);
    expect(
      await db.query(`select channel, language from notice where event = 'ebill.refused' order by channel`),
    ).toContainEqual({
      channel: 'letter',
      language: 'es',
    });
    const [printed] = await db.query<{ number: string }>(
      'select b.number from bill_to_print p join bill b on b.id = p.bill_id',
    );
    expect(await findBillDocument(db, printed?.number ?? '')).toMatchObject({
      delivery: 'paper',
      deliveryReason: 'ebill-refused',
    });
    const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), consoleAreas, 'en');
    await staff.get(`${paths.console.deadLetters}?view=refused`);
    expect(staff.text).toContain('No such user here');
    await expectValidHtml(staff.html);
    await staff.get(paths.console.account('00000004-0000004'));
    expect(staff.text).toContain('the mail server refused customer@example.org');
    await addReads(db, 'MW-4', [['2026-05-26', 15_100]]);
    await billThrough(db, '2026-05-26');
    expect(await db.query(`select delivery from bill where delivery_reason = 'ebill-refused'`)).toEqual([
      { delivery: 'paper' },
    ]);
  },
);
