import { expect } from 'vitest';
import { postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { openNoticeTemplates } from '../../gateways/notice-templates.ts';
import { grantAccess } from '../../store/access/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { queueNotice } from '../notices/index.ts';
import { chooseDigest, sendDigests } from './index.ts';

const context = {
  utility: referenceUtility,
  publicUrl: 'https://water.example.org',
  templates: await openNoticeTemplates('utility'),
};
const wednesday = Temporal.Instant.from('2026-05-06T17:00:00Z');
const email = 'customer@example.org';

async function twoHomes(db: DatabasePool) {
  const first = await openAccount(db);
  const loginId = await registered(db, first, email);
  await db.query(`update login set language = 'en'`);
  const second = await openAccount(db, { customer: '00000002', account: '0000002' });
  await grantAccess(db, { loginId, accountId: second, provenBy: 'bill-numbers', now: wednesday });
  await postBill(db, second, { dueOn: '2026-05-05' });
  const today = Temporal.PlainDate.from('2026-05-06');
  const visit = { now: wednesday, address: '' };
  const choose = (isWeekly: boolean) => chooseDigest(db, { loginId, isWeekly, today }, visit);
  const told = { to: email, language: 'en', loginId } as const;
  return { first, second, loginId, choose, told };
}

const mails = (db: DatabasePool) =>
  db.query<{ event: string; subject: string; body_text: string; body_html: string }>(
    'select event, subject, body_text, body_html from notice order by id',
  );

const tellOfMuchWater = (db: DatabasePool, accountId: number, told: { to: string; language: 'en'; loginId: string }) =>
  db.transaction((tx) =>
    queueNotice(
      tx,
      context,
      {
        ...{ event: 'alert.high-week', accountId, account: '00123456-0004321', ...told, ways: ['email'] as const },
        ...{ key: `alert.high-week:${accountId}`, day: '2026-05-06', unit: 'gal', used: '410', usual: '150' },
        ...{ link: 'https://water.example.org/x', settings: 'https://water.example.org/y' },
      },
      wednesday,
    ),
  );

test('who chose one message a week gets it on Monday morning, once, with every account and what waited', async ({
  db,
}) => {
  const { first, choose, told } = await twoHomes(db);
  await choose(true);
  await tellOfMuchWater(db, first, told);
  expect(await mails(db)).toEqual([]);
  const at = (moment: string) => sendDigests(db, context, Temporal.Instant.from(moment));
  expect(await at('2026-05-08T18:00:00Z')).toBe(0);
  // 7:55 and 8:55 in the utility's zone.
  expect(await at('2026-05-11T14:55:00Z')).toBe(0);
  expect(await at('2026-05-11T15:55:00Z')).toBe(1);
  expect(await at('2026-05-12T15:55:00Z')).toBe(0);
  const [digest, ...more] = await mails(db);
  expect(more).toEqual([]);
  expect(digest?.subject).toBe('Your 2 water accounts this week');
  expect(digest?.body_text).toContain(
    'One of your 2 accounts owes $61.34. One is late: $61.34. The latest bills of all of them come to $61.34.',
  );
  const lines = digest?.body_text.split('\n').filter((line) => line.trim().startsWith('-'));
  expect(lines?.[0]).toBe('- 100 Sample St (00000002-0000002): $61.34, late since May 5, 2026');
  expect(lines?.[1]).toBe('- 100 Sample St (00123456-0004321): nothing to pay');
  expect(lines?.[2]).toMatch(/^ {4}- /);
  expect(digest?.body_html.match(/<li>/g)).toHaveLength(3);
  expect(await at('2026-05-18T15:55:00Z')).toBe(1);
  expect(await db.query('select from digest_item')).toEqual([]);
});

test('bills, money and leaks that begin are never held back; without the choice nothing is', async ({ db }) => {
  const { first, choose, told } = await twoHomes(db);
  await tellOfMuchWater(db, first, told);
  expect((await mails(db)).map(({ event }) => event)).toEqual(['alert.high-week']);
  await choose(true);
  await db.transaction((tx) => queueNotice(tx, context, { event: 'ebill.on', accountId: first, ...told }, wednesday));
  expect((await mails(db)).map(({ event }) => event)).toEqual(['alert.high-week', 'ebill.on']);
  await choose(false);
  expect(await sendDigests(db, context, Temporal.Instant.from('2026-05-11T15:55:00Z'))).toBe(0);
});
