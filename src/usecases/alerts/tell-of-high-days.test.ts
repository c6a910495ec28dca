import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { usualChoices } from '../../domain/alerts/index.ts';
import { saveChoices } from '../../store/alerts/index.ts';
import { tellOfHighDays } from './index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

test('who set a limit for a day is told of each whole day above it, once, in their unit; others are not', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  // 110 gallons a day; 400 more on the 5th; the 6th is known up to its afternoon only.
  await storeHousehold(db, meterId, {
    from: '2026-05-01',
    through: '2026-05-06T15:00',
    leaks: [{ from: '2026-05-05T10:00', to: '2026-05-05T14:00', gallonsAnHour: 100 }],
  });
  const tell = () => tellOfHighDays(db, noticesForTests, now);
  expect(await tell()).toBe(0);
  const choices = { ...usualChoices, unit: 'm3' as const, kinds: ['high-use' as const], dailyUse: '1.5' };
  await saveChoices(db, { accountId, loginId }, { choices, now });
  expect([await tell(), await tell()]).toEqual([1, 0]);
  const [mail] = await db.query<{ subject: string; body_text: string }>('select subject, body_text from notice');
  expect(mail?.subject).toMatch(/^Un día de mucha agua: 1\.\d+ m³$/);
  expect(mail?.body_text).toContain('el 5 de mayo de 2026');
  expect(mail?.body_text).toContain('https://water.example.org/accounts/00123456-0004321/use');
  await saveChoices(db, { accountId, loginId }, { choices: { ...choices, dailyUse: '5' }, now });
  expect(await tell()).toBe(0);
});
