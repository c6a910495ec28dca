import { expect } from 'vitest';
import { enqueue } from '../../src/store/jobs.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { test } from './support/journey.ts';

test('on a Spanish phone a number is proven, a leak comes as a text, and ALTO stops it', async ({
  db,
  portal,
  arrives,
}) => {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  portal.deps.time.now = Temporal.Instant.from('2026-05-12T17:00:00Z');
  const loginId = await registered(db, accountId, 'ana@mail.example');
  const ana = await arrives({ language: 'es', javaScript: false, width: 320 });
  await ana.signsIn(loginId);
  await ana.opens('/accounts/00123456-0004321/alerts/settings');
  await ana.presses(/Agregar mi teléfono/);
  await ana.fills({ number: '541 555 0101', way: 'sms', agree: true });
  await ana.presses(/Enviar el código/);
  const code = /Su código es (\d{6})/.exec(await ana.texted('+15415550101', /Su código es/))?.[1] ?? '';
  await ana.fills({ code });
  await ana.presses(/^Comprobar$/);
  await ana.sees('El número es suyo');
  await ana.opens('/accounts/00123456-0004321/alerts/settings');
  await ana.fills({ 'way-leak-sms': true });
  await ana.presses(/^Guardar$/);
  await ana.sees('Guardamos sus avisos');

  const leak = { from: '2026-05-10T02:00', gallonsAnHour: 30 };
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-12T06:00', leaks: [leak] });
  await enqueue(db, { task: 'scan-for-leaks' });
  const text = await ana.texted('+15415550101', /Posible fuga de agua/);
  await ana.opens(/https?:\/\/localhost\S+/.exec(text)?.[0] ?? '');
  await ana.sees('Sigue corriendo');

  await ana.opens('/demo/mailbox?to=5550101');
  await ana.presses(/Posible fuga/);
  await ana.fills({ body: 'Alto' });
  await ana.presses(/^Enviar$/);
  await ana.sees('no recibirá más mensajes de texto ni llamadas');
  await ana.opens('/settings/phone');
  await ana.sees('No recibe mensajes de texto ni llamadas');

  portal.deps.time.now = Temporal.Instant.from('2026-05-14T17:00:00Z');
  await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-05-14T06:00', leaks: [leak] });
  await enqueue(db, { task: 'scan-for-leaks' });
  await ana.mailed('ana@mail.example', /La fuga sigue/);
  expect(await db.query(`select from demo.text where body like '%La fuga sigue%'`)).toEqual([]);
});
