import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, noticesForTests, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { usualChoices } from '../../domain/alerts/index.ts';
import { cents } from '../../domain/kernel/index.ts';
import { saveChoices } from '../../store/alert-choices.ts';
import { tellOfHighBills } from './index.ts';

test('a bill that passes an amount at this pace is told once a period and amount, after a week of it', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  await postWaterBill(db, accountId, { end: '2026-05-01', kgal: 6 });
  const leaks = [{ from: '2026-05-01T00:00', gallonsAnHour: 30 }];
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-12T08:00', leaks });
  const tell = (day: string) =>
    tellOfHighBills(db, noticesForTests, { rates: medfordRates, now: Temporal.Instant.from(`${day}T16:00:00Z`) });
  const most = (amount: number) =>
    saveChoices(
      db,
      { accountId, loginId },
      {
        choices: { ...usualChoices, kinds: ['bill-forecast'], billAmount: cents(amount) },
        now: Temporal.Instant.from('2026-05-02T16:00:00Z'),
      },
    );
  expect(await tell('2026-05-12')).toBe(0);
  await most(3000);
  expect(await tell('2026-05-06')).toBe(0);
  expect([await tell('2026-05-12'), await tell('2026-05-12')]).toEqual([1, 0]);
  const [mail] = await db.query<{ subject: string; body_text: string }>('select subject, body_text from notice');
  expect(mail?.subject).toBe('A este paso, su próxima factura pasará de $30.00');
  expect(mail?.body_text).toMatch(/desde el 1 de mayo de 2026, la próxima factura mensual será de unos \$\d+\.\d\d/);
  await most(50_000);
  expect(await tell('2026-05-12')).toBe(0);
});
