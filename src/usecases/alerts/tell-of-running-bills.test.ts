import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { type AlertKind, usualChoices } from '../../domain/alerts/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import { saveChoices } from '../../store/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { tellOfRunningBills } from './index.ts';

/** A home of 110 gallons a day since last summer, billed through 5 May; a tap runs since then. */
async function runningTap(db: Database, gallonsAnHour: number) {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
  const leaks = [{ from: '2026-05-05T00:00', gallonsAnHour }];
  await storeHousehold(db, meterId, { from: '2025-09-01', through: '2026-06-02T08:00', leaks });
  const choose = (kinds: readonly AlertKind[], max?: number) =>
    saveChoices(
      db,
      { accountId, loginId },
      {
        choices: { ...usualChoices, kinds, ...(max === undefined ? {} : { billAmount: cents(max) }) },
        now: Temporal.Instant.from('2026-05-02T16:00:00Z'),
      },
    );
  const tell = (day: string) =>
    tellOfRunningBills(db, noticesForTests, { rates: medfordRates, now: Temporal.Instant.from(`${day}T16:00:00Z`) });
  const mails = () =>
    db.query<{ subject: string; body_text: string }>('select subject, body_text from notice order by id');
  return { choose, tell, mails };
}

test('a bill whose forecast passes an amount is told once a period and amount, with its range', async ({ db }) => {
  const { choose, tell, mails } = await runningTap(db, 30);
  expect(await tell('2026-05-19')).toBe(0);
  await choose(['bill-forecast'], 4500);
  expect(await tell('2026-05-06')).toBe(0);
  expect([await tell('2026-05-19'), await tell('2026-05-19')]).toEqual([1, 0]);
  const [mail] = await mails();
  expect(mail?.subject).toBe('Su próxima factura probablemente pasará de $45.00');
  expect(mail?.body_text).toMatch(
    /de unos \$\d+\.\d\d \(lo normal: de \$\d+\.\d\d a \$\d+\.\d\d\)[\s\S]* desde el 5 de mayo de 2026[\s\S]* el 5 de junio de 2026/,
  );
  await choose(['bill-forecast'], 50_000);
  expect(await tell('2026-05-20')).toBe(0);
  await choose(['bill-forecast'], 4400);
  expect(await tell('2026-05-20')).toBe(1);
});

test('a more expensive tier is told once: some days before it is entered, or when it was', async ({ db }) => {
  const { choose, tell, mails } = await runningTap(db, 15);
  await choose(['next-tier']);
  // 470 gallons a day reach the 5,000 of tier 1 on the eleventh day, 15 May.
  expect([await tell('2026-05-07'), await tell('2026-05-14'), await tell('2026-05-17')]).toEqual([0, 1, 0]);
  const [mail] = await mails();
  expect(mail?.subject).toBe('Su agua pronto costará más: tramo 2');
  expect(mail?.body_text).toMatch(
    /entrará en el tramo 2 el 1[56] de mayo de 2026[\s\S]* 5,000 galones[\s\S]*\$2\.15[\s\S]*\$1\.19/,
  );
});

test('who asks only when the tier was entered is told that it was', async ({ db }) => {
  const { choose, tell, mails } = await runningTap(db, 15);
  await choose(['next-tier']);
  expect(await tell('2026-05-25')).toBe(1);
  expect((await mails())[0]?.subject).toBe('Su agua ya cuesta más: tramo 2');
});
