import { expect } from 'vitest';
import { paths } from '../../src/web/paths.ts';
import { expectGoodPage } from '../support/browser.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { en, es, test } from './support/journey.ts';

const number = '00123456-0004321';
const form = paths.vacations(number);

test('somebody who is away from the form is asked, stays by one press, and what was typed is still there', async ({
  db,
  portal,
  arrives,
}) => {
  const customer = await arrives({ ...en, javaScript: true, width: 1280 });
  await customer.signsIn(await registered(db, await openAccount(db)));
  const { page } = customer;
  await page.clock.install();
  await page.goto(`${portal.url}${form}`);
  await customer.fills({ from: '2026-05-20' });
  await page.clock.runFor('27:00');
  const dialog = page.getByRole('dialog');
  expect(await dialog.count()).toBe(0);
  await page.clock.runFor('01:00');
  expect(await dialog.textContent()).toMatch(/Do you want to stay signed in\?[\s\S]*we will sign you out in 2:0\d/);
  await expectGoodPage(page, 'the question whether to stay');
  const stays = page.waitForResponse((response) => response.url().endsWith(paths.stay));
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  expect((await stays).status()).toBe(204);
  await dialog.waitFor({ state: 'hidden' });
  await page.clock.runFor('27:00');
  expect(await dialog.count()).toBe(0);
  expect(await page.locator('main [name="from"]').inputValue()).toBe('2026-05-20');
});

test('somebody signed in for nearly twelve hours is told in time, and what was typed comes back', async ({
  db,
  portal,
  arrives,
}) => {
  const loginId = await registered(db, await openAccount(db));
  const customer = await arrives({ ...es, javaScript: true, width: 375 });
  await customer.signsIn(loginId);
  const { page } = customer;
  const begun = (ago: string) => db.query('update login_session set created_at = now() - $1::interval', [ago]);
  await begun('11 hours 55 minutes');
  await page.clock.install();
  await page.goto(`${portal.url}${form}`);
  await customer.fills({ from: '2026-05-20' });
  const dialog = page.getByRole('dialog');
  expect(await dialog.count()).toBe(0);
  await page.clock.runFor('03:30');
  expect(await dialog.textContent()).toMatch(/Pronto se cerrará su sesión[\s\S]*como máximo 12 horas/);
  await expectGoodPage(page, 'the end in any case');
  await dialog.getByRole('button', { name: 'Seguir hasta entonces' }).click();
  await page.clock.runFor('00:30');
  expect(await dialog.count()).toBe(0);
  await begun('12 hours 1 minute');
  await page.clock.runFor('02:00');
  await page.waitForURL(`**${paths.signIn}?**`);
  await customer.signsIn(loginId);
  await customer.opens(form);
  expect(await page.locator('main [name="from"]').inputValue()).toBe('2026-05-20');
});
