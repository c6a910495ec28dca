import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount, openLogin } from '../../../test/support/logins.ts';
import { grantAccess } from '../../store/access/index.ts';
import type { AccessNotice } from '../access/index.ts';
import { tellCustomerOfRecord } from '../access/index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

test('the customer of record hears of a registration by the email and on paper on file, in their own language', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const loginId = await openLogin(db, 'stranger@example.org');
  await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now });
  const told: AccessNotice[] = [];
  const tell = async (_tx: unknown, notice: AccessNotice) => void told.push(notice);
  const deps = { tell, links: { objection: () => 'https://water.example.org/close-it' } };
  const about = { accountId, loginId, how: 'registered', email: 'stranger@example.org', now } as const;
  await tellCustomerOfRecord(db, deps, about);
  await db.query(`update customer set email = 'record@example.org', language = 'en'`);
  await tellCustomerOfRecord(db, deps, about);
  await tellCustomerOfRecord(db, deps, { ...about, email: 'Record@example.org' });
  const event = { event: 'access.new-person', accountId, account: '00123456-0004321', how: 'registered' };
  const link = 'https://water.example.org/close-it';
  expect(told).toEqual([
    { ...event, language: 'es', ways: ['letter'] },
    { ...event, language: 'en', ways: ['letter'] },
    { ...event, language: 'en', ways: ['email'], to: 'record@example.org', link },
    { ...event, language: 'en', ways: ['letter'] },
  ]);
  expect(await db.query('select from access_objection_link')).toHaveLength(1);
});
