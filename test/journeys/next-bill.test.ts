import { describe, expect } from 'vitest';
import { enqueue } from '../../src/store/jobs.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { customers, test } from './support/journey.ts';

const number = '00123456-0004321';
const email = 'ana@mail.example';

describe.each(customers)('the next bill, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('is seen, given a limit, forecast above it after some days of more water, mailed, and looked at', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await openAccount(db, { language: habits.language });
    const meterId = await installAmiMeter(db, accountId);
    const loginId = await registered(db, accountId, email);
    await db.query('update login set language = $1', [habits.language]);
    await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    portal.deps.time.now = Temporal.Instant.from('2026-05-12T17:00:00Z');
    const hoursCome = (through: string) =>
      storeHousehold(db, meterId, {
        from: '2025-09-01',
        through,
        leaks: [{ from: '2026-05-12T10:00', gallonsAnHour: 30 }],
      });
    await hoursCome('2026-05-12T06:00');
    const ana = await arrives(habits);
    await ana.signsIn(loginId);
    await ana.opens(`/accounts/${number}`);
    await ana.sees(say('Esperamos unos $24.94', 'We expect about $24.94'));
    await ana.presses(say(/Esperamos unos/, /We expect about/));
    await ana.sees(
      say('Hasta ahora usa 110 galones por día', 'So far you use 110 gallons a day'),
      say('No esperamos que llegue', 'We do not expect you to reach it'),
    );
    await ana.presses(say(/Avisarme cuando el pronóstico/, /Tell me when the forecast/));
    await ana.fills({ 'way-bill-forecast-email': true, bill_amount: '35.00' });
    await ana.presses(say(/^Guardar$/, /^Save$/));
    await ana.sees(say('Guardamos sus avisos', 'Your alerts are saved'));

    await hoursCome('2026-05-20T06:00');
    portal.deps.time.now = Temporal.Instant.from('2026-05-20T17:00:00Z');
    await enqueue(db, { task: 'scan-for-leaks' });
    const subject = say(/probablemente pasará de \$35\.00/, /will probably go over \$35\.00/);
    expect(await ana.mailed(email, subject)).toMatch(say(/lo normal: de \$\d/, /usually \$\d/));
    await ana.opens(await ana.linkMailed(email, subject));
    expect(ana.path).toBe(`/accounts/${number}/next-bill`);
    await ana.sees(say('Ya está en el tramo 2', 'You are in tier 2 now'));
  });
});
