import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { paidAtTill } from '../../../test/support/paid-at-till.ts';
import { owes } from '../../../test/support/paying.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { registered } from '../../../test/support/signed-in.ts';
import type { DatabasePool } from '../../store/database.ts';
import { exchangeSetting, importWatchedAcknowledgements, outgoingFolder, sendByNight } from './index.ts';

const setting = exchangeSetting(referenceUtility);
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('America/Los_Angeles').toInstant();
const noon = at('2026-05-14T12:00');

async function night(db: DatabasePool, path: string, now: Temporal.Instant): Promise<string[]> {
  const sent = await sendByNight(db, { folder: outgoingFolder(path), setting, now });
  if (!sent.ok) throw new Error(sent.problem.map(({ code }) => code).join());
  return sent.value.map(({ fileName }) => fileName);
}

const linesOf = async (path: string, name: string) => (await readFile(join(path, name), 'utf8')).trim().split('\r\n');

test('one batch a night, from its hour on; what is paid after it goes the next night', async ({ db }) => {
  const path = await scratchFolder();
  const [one = 0] = await openAccounts(db, 1);
  await owes(db, one, 9000);
  const { pay } = paidAtTill(db);
  await pay(one, 1000, { now: noon });
  expect(await night(db, path, at('2026-05-14T22:05'))).toEqual(['payments-2026-05-14-01.csv']);
  await pay(one, 2000, { now: at('2026-05-14T23:00') });
  expect(await night(db, path, at('2026-05-14T23:05'))).toEqual([]);
  expect(await night(db, path, at('2026-05-15T21:55'))).toEqual([]);
  expect(await night(db, path, at('2026-05-15T22:10'))).toEqual(['payments-2026-05-15-02.csv']);
  expect((await readdir(path)).toSorted()).toEqual(
    ['payments-2026-05-14-01', 'payments-2026-05-15-02'].flatMap((name) => [`${name}.csv`, `${name}.json`]),
  );
});

test('emails and telephones that customers proved go out once, until they say another or the billing system has it', async ({
  db,
}) => {
  const path = await scratchFolder();
  const [one = 0, two = 0] = await openAccounts(db, 2);
  await db.query(`update customer set email = 'Old@Example.org', phone = '(541) 555-0101' where number = '00000001'`);
  await db.query(`update customer set email = 'two@example.org' where number = '00000002'`);
  const ana = await registered(db, one, 'ana@example.org');
  await registered(db, two, 'two@example.org');
  const phone = (number: string, provenAt: string) =>
    db.query(
      `insert into phone (login_id, number, ways, language, code_expires_at, consent_text, consent_version, asked_at,
         asked_address, proven_at)
       values ($1, $2, '{sms}', 'es', $3, '', '1', $3, '127.0.0.1', $3)`,
      [ana, number, provenAt],
    );
  await phone('+15415550101', '2026-05-08T16:00Z');
  const first = at('2026-05-14T22:05');
  expect(await night(db, path, first)).toEqual(['changes-2026-05-14-01.csv']);
  expect(await linesOf(path, 'changes-2026-05-14-01.csv')).toEqual([
    'customer_number,field,old,new,changed_at',
    expect.stringMatching(/^00000001,email,Old@Example\.org,ana@example\.org,2026-05-0\dT\S+-07:00$/),
  ]);
  expect(await night(db, path, first.add({ hours: 24 }))).toEqual([]);
  await db.query('update phone set ended_at = now()');
  await phone('+15415550199', '2026-05-16T16:00Z');
  expect(await night(db, path, first.add({ hours: 48 }))).toEqual(['changes-2026-05-16-02.csv']);
  expect((await linesOf(path, 'changes-2026-05-16-02.csv'))[1]).toBe(
    '00000001,phone,(541) 555-0101,541-555-0199,2026-05-16T09:00:00-07:00',
  );
  await db.query(`update customer set email = 'ANA@example.org', phone = '5415550199' where number = '00000001'`);
  expect(await night(db, path, first.add({ hours: 72 }))).toEqual([]);
});

test('how autopay and e-bill stand goes out whole, where it is not as the last batch said; what has ended is said too', async ({
  db,
}) => {
  const path = await scratchFolder();
  const [one = 0, two = 0, three = 0] = await openAccounts(db, 3);
  await db.query(`update customer set email = 'c' || id || '@example.org'`);
  const logins = await Promise.all(
    [one, two, three].map(async (account) => {
      const [row] = await db.query<{ email: string }>(
        'select c.email from account a join customer c on c.id = a.customer_id where a.id = $1',
        [account],
      );
      return registered(db, account, row?.email ?? '');
    }),
  );
  await db.query(
    `with method as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       values ($1, 'sandbox', 'tok', 'card', 'Visa', '4242', '2026-05-08T16:00Z') returning id
     )
     insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version,
       authorization_language, agreed_at, agreed_address, first_due_on, paused_at, paused_code)
     select t.account, $1, method.id, 'yes', '1', 'en', '2026-05-08T16:00Z', '127.0.0.1', '2026-06-01', t.paused::timestamptz, t.code
     from method, (values ($2::bigint, null, null), ($3::bigint, '2026-05-09T16:00Z', 'R01')) as t (account, paused, code)`,
    [logins[0], one, two],
  );
  await db.query(
    `insert into ebill (account_id, login_id, email, language, consent_text, consent_version, consented_at,
       consented_address, verification_hash, verification_expires_at, verified_at)
     values ($1, $2, 'c@example.org', 'es', '', '1', '2026-05-10T16:00Z', '127.0.0.1', 'h', '2026-05-11T16:00Z', '2026-05-10T17:00Z')`,
    [two, logins[1]],
  );
  const first = at('2026-05-14T22:05');
  expect(await night(db, path, first)).toEqual(['enrolments-2026-05-14-01.csv']);
  expect(await linesOf(path, 'enrolments-2026-05-14-01.csv')).toEqual([
    'account_number,autopay,autopay_since,ebill,ebill_since',
    '00000001-0000001,yes,2026-05-08,no,',
    '00000002-0000002,no,,yes,2026-05-10',
  ]);
  expect(await night(db, path, first.add({ hours: 24 }))).toEqual([]);
  await db.query(`update autopay set ended_at = '2026-05-16T16:00Z', ended_reason = 'customer' where account_id = $1`, [
    one,
  ]);
  expect(await night(db, path, first.add({ hours: 48 }))).toEqual(['enrolments-2026-05-16-02.csv']);
  expect((await linesOf(path, 'enrolments-2026-05-16-02.csv'))[1]).toBe('00000001-0000001,no,,no,');
});

test('acknowledgements that lie in the shared folder are taken in when they are whole, and others stay', async ({
  db,
}) => {
  const path = await scratchFolder();
  const [one = 0] = await openAccounts(db, 1);
  await owes(db, one, 9000);
  const receipt = await paidAtTill(db).pay(one, 1000, { now: noon });
  await mkdir(join(path, 'out'));
  await night(db, join(path, 'out'), at('2026-05-14T22:05'));
  const quiet = new Date('2026-05-15T10:00:00Z');
  const put = async (name: string, text: string) => {
    await writeFile(join(path, name), text);
    await utimes(join(path, name), quiet, quiet);
  };
  await put('ack-1.csv', `batch,status,receipt,reason\n1,refused,${receipt},closed\n1,refused,nobody,closed\n`);
  await put('ack-2.csv', 'no acknowledgement\n');
  await put('bills.csv', 'bill_number\n');
  const take = (clock: string) =>
    importWatchedAcknowledgements(db, {
      folder: path,
      wallClock: () => Temporal.Instant.from(clock),
      say: ({ code }) => code,
      now: noon,
    });
  expect(await take('2026-05-15T10:00:05Z')).toEqual([]);
  expect(await take('2026-05-15T10:02:00Z')).toMatchObject([
    { taken: { ok: true, value: { refused: 1, keptAside: [{ line: 3 }] } } },
    { taken: { ok: false, problem: { code: 'exchange.ack-column-missing' } } },
  ]);
  expect((await readdir(path)).toSorted()).toEqual(['bills.csv', 'done', 'out', 'refused']);
  expect((await readdir(join(path, 'done'))).toSorted()).toEqual(['ack-1.csv', 'ack-1.csv.refused.reasons.csv']);
});

test('payments that their form has no room for keep nothing else from going out', async ({ db }) => {
  const path = await scratchFolder();
  const [one = 0] = await openAccounts(db, 1);
  await owes(db, one, 9000);
  await paidAtTill(db).pay(one, 1000, { now: noon });
  await db.query(`update customer set email = 'old@example.org'`);
  await registered(db, one, 'ana@example.org');
  const sent = await sendByNight(db, {
    ...{ folder: outgoingFolder(path), now: at('2026-05-14T22:05') },
    setting: { ...setting, paymentsForm: 'lockbox' },
  });
  expect(sent).toMatchObject({ ok: false, problem: [{ code: 'exchange.out-account-too-wide' }] });
  expect((await readdir(path)).filter((name) => name.endsWith('.csv'))).toEqual(['changes-2026-05-14-01.csv']);
  expect(await night(db, path, at('2026-05-14T22:10'))).toEqual(['payments-2026-05-14-01.csv']);
});
