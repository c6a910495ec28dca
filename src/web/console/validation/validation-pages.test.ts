import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { householdWith, mayHour, noon, threeHoursAhead, validate } from '../../../../test/support/exceptions.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { StaffRole } from '../../../domain/access/index.ts';
import { hourQuality } from '../../../domain/metering/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { paths } from '../../paths.ts';
import { consoleAreas } from '../index.ts';

const at = paths.console;
const [from, until] = [mayHour(10, 3), mayHour(10, 12)];

async function staff(db: DatabasePool, role: StaffRole, language: 'es' | 'en' = 'en') {
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, role), clock: () => noon });
  return visit(deps, consoleAreas, language);
}

test('the queue is empty, then filtered by rule and by meter', async ({ db }) => {
  const billing = await staff(db, 'billing');
  await billing.get(at.readsExceptions);
  expect(billing.text).toContain('No hourly reads are in doubt.');
  const spike = mayHour(12, 14);
  await householdWith(db, ({ counts, quality }) => {
    counts.fill(0, from, until);
    quality.fill(hourQuality.missing, from, until);
    counts[spike] = 90_000;
  });
  await validate(db);
  await billing.get(at.readsExceptions);
  await expectValidHtml(billing.html);
  expect(billing.text).toMatch(/A spike AMI-1 00123456-0004321 .*May 12, 2 PM – 3 PM 9,000 .*Missing hours/);
  await billing.get(`${at.readsExceptions}?rule=gap`);
  expect(billing.text).toContain('A spike (1)');
  expect(billing.text).not.toContain('9,000 May');
  await billing.get(`${at.readsExceptions}?rule=stuck&age=7&size=1000&meter=AMI-1`);
  expect(billing.text).toContain('Nothing matches these filters');
  await billing.get(at.accountWater('00123456-0004321'));
  expect(billing.html).toContain(`${at.readsExceptions}?meter=AMI-1`);
});

test('an exception is answered by hand with a reason, and the answer is taken back', async ({ db }) => {
  await householdWith(db, ({ counts, quality }) => {
    counts.fill(0, from, until);
    quality.fill(hourQuality.missing, from, until);
  });
  await validate(db);
  const billing = await staff(db, 'billing', 'es');
  await billing.get(at.readsException('1'));
  await expectValidHtml(billing.html);
  expect(billing.text).toContain('Sin lecturas durante 9 horas.');
  await billing.post(at.readsException('1'), {});
  expect([billing.status, billing.text]).toEqual([422, expect.stringContaining('Elija qué hacer con estas horas.')]);
  const hours = Object.fromEntries(Array.from({ length: 9 }, (_, hour) => [`hour-${hour}`, `${hour}.5`]));
  await billing.post(at.readsException('1'), {
    answer: 'edit',
    reason: 'Visita del 11 de mayo.',
    ...hours,
    'hour-8': 'x',
  });
  await expectValidHtml(billing.html);
  expect(billing.text).toContain('“x” no es una cantidad de agua');
  await billing.post(at.readsException('1'), { answer: 'edit', reason: 'Visita del 11 de mayo.', ...hours });
  await expectValidHtml(billing.html);
  expect(billing.text).toMatch(
    /Resuelta .*10 de mayo, 3 a.*— 0.5 puesta por una persona .*Puestas a mano · Simulated billing/,
  );
  await billing.post(at.readsExceptionTakenBack('1'), { reason: '' });
  expect(billing.text).toContain('Escriba el motivo');
  await billing.post(at.readsExceptionTakenBack('1'), { reason: 'Llegaron las lecturas.' });
  expect(billing.text).toMatch(/En espera .*Respuesta anulada/);
  await billing.post(at.readsException('1'), { answer: 'like-day', reason: 'Radio apagado.' });
  expect(billing.text).toContain('Estimadas: Días parecidos');
});

test('a clock that is off is looked at before and after, and set right', async ({ db }) => {
  await householdWith(db, threeHoursAhead);
  await validate(db);
  const billing = await staff(db, 'billing');
  await billing.get(at.readsException('1'));
  await expectValidHtml(billing.html);
  expect(billing.text).toContain('Set the clock back by 3 hours, from May 14, 12 AM to May 20, 12 AM');
  await billing.get(`${at.readsException('1')}?ahead=99&from=2026-05-14T00:00&until=2026-05-20T00:00`);
  expect([billing.status, billing.text]).toEqual([422, expect.stringContaining('from 1 to 23, or behind')]);
  await billing.get(`${at.readsException('1')}?ahead=2&from=2026-05-14T00:00&until=2026-05-20T00:00`);
  expect(billing.text).toContain('Set the clock back by 2 hours, from May 14, 12 AM to May 20, 12 AM');
  const shift = { 'shift-ahead': '3', 'shift-from': '2026-05-14T00:00', 'shift-until': '2026-05-20T00:00' };
  await billing.post(at.readsException('1'), { answer: 'shift', reason: '', ...shift });
  await expectValidHtml(billing.html);
  expect([billing.status, billing.html]).toEqual([422, expect.stringContaining('value="2026-05-20T00:00"')]);
  await billing.post(at.readsException('1'), { answer: 'shift', reason: 'The radio was changed.', ...shift });
  expect(billing.text).toMatch(/Answered .*Set the clock back by 3 hours, from May 14, 12 AM to May 20, 12 AM ·/);
});

test('others look, and only those who answer for reads answer', async ({ db }) => {
  await householdWith(db, ({ counts }) => counts.fill(0, mayHour(3, 0), mayHour(12, 0)));
  await validate(db);
  const csr = await staff(db, 'csr');
  await csr.get(at.readsException('1'));
  await expectValidHtml(csr.html);
  expect(csr.text).toContain('No water for 9 days');
  expect(csr.html).not.toContain('name="reason"');
  await csr.post(at.readsException('1'), { answer: 'accept', reason: 'x' });
  expect(csr.status).toBe(403);
  expect((await csr.get(at.readsException('99'))).status).toBe(404);
});
