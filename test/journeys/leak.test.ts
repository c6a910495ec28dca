import { describe, expect } from 'vitest';
import { enqueue } from '../../src/store/jobs.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { customers, test } from './support/journey.ts';

const number = '00123456-0004321';
const email = 'ana@mail.example';

describe.each(customers)('a leak, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('is mailed, looked for, fixed, proven by the meter, credited, and on the balance', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await openAccount(db, { language: habits.language });
    const meterId = await installAmiMeter(db, accountId);
    const { time } = portal.deps;
    const loginId = await registered(db, accountId, email);
    await db.query('update login set language = $1', [habits.language]);
    const leak = { from: '2026-05-10T02:00', to: '2026-05-20T10:00', gallonsAnHour: 60 };
    const scan = async (through: string, now: string) => {
      await storeHousehold(db, meterId, { from: '2026-05-01', through, leaks: [leak] });
      time.now = Temporal.Instant.from(now);
      await enqueue(db, { task: 'scan-for-leaks' });
    };
    const ana = await arrives(habits);
    const luz = await arrives({ language: 'en', javaScript: true, width: 1280 });
    await scan('2026-05-12T06:00', '2026-05-12T17:00:00Z');
    const link = await ana.linkMailed(email, say(/Posible fuga de agua/, /Possible water leak/));
    await ana.signsIn(loginId);
    await ana.opens(`/accounts/${number}`);
    await ana.sees(say('Posible fuga', 'Possible leak'));
    // The day after it began, hour by hour: it runs through the night.
    await ana.opens(`/accounts/${number}/use?by=hour&on=2026-05-11`);
    await ana.sees(say(/Lunes, 11 de mayo de 2026/i, /Monday, May 11, 2026/));
    expect(await ana.page.locator('svg [data-bar]').count()).toBe(24);
    await ana.opens(link);
    await ana.sees(say('Sigue corriendo', 'Still running'), say(/galones/, /gallons/));

    await ana.presses(say(/Buscar la fuga paso a paso/, /Look for the leak/));
    await ana.presses(say(/^Sí$/, /^Yes$/));
    await ana.presses(/^No$/);
    await ana.sees(say('Aparece color', 'Does color show up'));
    await ana.presses(say(/^Sí$/, /^Yes$/));
    await ana.sees(say('Es el inodoro', 'It is the toilet'));

    time.now = Temporal.Instant.from('2026-05-20T18:00:00Z');
    await ana.presses(say(/Ya la arreglé/, /I fixed it/));
    await ana.page
      .locator('[name="receipt"]')
      .setInputFiles({ name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 flapper') });
    await ana.fills({ on: '2026-05-20' });
    await ana.presses(say(/^Enviar$/, /^Send$/));
    await ana.sees(say('Estamos comprobando', 'We are checking'), 'receipt.pdf');

    await scan('2026-05-25T06:00', '2026-05-25T17:00:00Z');
    await ana.mailed(email, say(/Su reparación funcionó/, /Your repair worked/));
    for (const end of ['2026-03-01', '2026-04-01', '2026-05-01']) await postWaterBill(db, accountId, { end, kgal: 6 });
    await postWaterBill(db, accountId, { end: '2026-06-01', kgal: 20 });
    time.now = Temporal.Instant.from('2026-06-04T17:00:00Z');
    await ana.opens(link);
    await ana.sees(say('Arreglada', 'Fixed'));
    await ana.presses(say(/Ver el crédito/, /See the credit/));
    await ana.sees('$29.35', '$14.68');
    await ana.presses(say(/Pedir el crédito/, /Ask for the credit/));
    await ana.sees(say('Recibimos su solicitud', 'We have your request'));

    await luz.worksAs('billing');
    await luz.opens('/console/leak-credits');
    await luz.presses(new RegExp(number));
    await luz.sees('A toilet', 'receipt.pdf', '$14.68');
    await luz.fills({ outcome: 'approved', reason: 'Repaired, as the meter shows.' });
    await luz.presses(/Save the answer/);
    await luz.sees('Approved: $14.68');

    expect(await ana.mailed(email, say(/Su crédito por la fuga/, /Your leak credit/))).toContain('$14.68');
    await ana.opens(link);
    await ana.sees(say('Aprobamos su crédito', 'We approved your credit'));
    // Three bills of 6,000 gallons at 7.60, one of 20,000 at 36.95, less the credit.
    await ana.opens(`/accounts/${number}`);
    await ana.sees('$45.07');
  });
});

test('a limit for a day is chosen in gallons, passed, mailed, and the day is looked at', async ({ db, arrives }) => {
  const accountId = await openAccount(db, { language: 'en' });
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId, email);
  await db.query(`update login set language = 'en'`);
  const ana = await arrives({ language: 'en', javaScript: false, width: 320 });
  await ana.signsIn(loginId);
  await ana.opens(`/accounts/${number}/alerts`);
  await ana.presses(/Choose my alerts/);
  await ana.fills({ 'way-high-use-email': true, daily_use: '400' });
  await ana.presses(/^Save$/);
  await ana.sees('Your alerts are saved');
  await storeHousehold(db, meterId, {
    from: '2026-05-01',
    through: '2026-05-07T06:00',
    leaks: [{ from: '2026-05-06T10:00', to: '2026-05-06T13:00', gallonsAnHour: 200 }],
  });
  await enqueue(db, { task: 'scan-for-leaks' });
  const mail = await ana.mailed(email, /A day of high use: \d+ gallons/);
  expect(mail).toContain('more than 400 gallons in a day');
  await ana.opens(await ana.linkMailed(email, /A day of high use/));
  expect(ana.path).toBe(`/accounts/${number}/use`);
  await ana.sees(/Your water use/);
});
