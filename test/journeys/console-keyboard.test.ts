import { expect } from 'vitest';
import { paths } from '../../src/web/paths.ts';
import { householdWith, mayHour, noon, validate } from '../support/exceptions.ts';
import { test } from './support/journey.ts';
import { Keyboard } from './support/keyboard.ts';

test('an analyst finds an account, looks at its bills, answers a doubt and goes to the next, by keyboard', async ({
  db,
  portal,
  arrives,
}) => {
  portal.deps.time.now = noon;
  await householdWith(db, ({ counts }) => {
    counts[mayHour(12, 14)] = 90_000;
    counts[mayHour(15, 3)] = 70_000;
  });
  await validate(db);
  const luz = await arrives({ language: 'en', javaScript: true, width: 1280 });
  await luz.worksAs('billing');
  const { page } = luz;
  const keyboard = new Keyboard(page);
  await luz.opens(paths.console.home);

  await page.keyboard.press('/');
  expect(await keyboard.focused()).toMatchObject({ field: 'q' });
  await page.keyboard.type('123456');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${paths.console.account('00123456-0004321')}`);
  await keyboard.tabsTo(/^Bills and payments/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${paths.console.accountBills('00123456-0004321')}`);

  await luz.opens(paths.console.readsExceptions);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console\/reads\/exceptions\/\d+$/);
  const answered = page.url();
  await keyboard.checks(/Accept them as they are/);
  await keyboard.types(/^Why/, 'The hose was open for the pool');
  await keyboard.presses(/^Save/);
  await luz.sees('Go to the next one');
  await page.keyboard.press('n');
  await page.waitForURL((url) => /\/exceptions\/\d+$/.test(url.pathname) && url.href !== answered);
  // What is typed is typed: no key of the console is heard in a field.
  await keyboard.types(/^Why/, 'n b ? j');
  expect(page.url()).not.toBe(answered);
});
