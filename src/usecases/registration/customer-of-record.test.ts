import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import type { AccessNotice } from '../access/index.ts';
import { tellCustomerOfRecord } from '../access/index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

test('the customer of record hears of a registration by the email and on paper on file, in their own language', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const told: AccessNotice[] = [];
  const tell = async (_tx: unknown, notice: AccessNotice) => void told.push(notice);
  const about = { accountId, how: 'registered', email: 'stranger@example.org', now } as const;
  await tellCustomerOfRecord(db, { tell }, about);
  await db.query(`update customer set email = 'record@example.org', language = 'en'`);
  await tellCustomerOfRecord(db, { tell }, about);
  await tellCustomerOfRecord(db, { tell }, { ...about, email: 'Record@example.org' });
  const event = { event: 'access.new-person', accountId, account: '00123456-0004321', how: 'registered' };
  expect(told).toEqual([
    { ...event, language: 'es', ways: ['letter'] },
    { ...event, language: 'en', ways: ['email', 'letter'], to: 'record@example.org' },
    { ...event, language: 'en', ways: ['letter'] },
  ]);
});
