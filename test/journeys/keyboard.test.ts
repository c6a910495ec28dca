import { expect } from 'vitest';
import { postBill } from '../support/bills.ts';
import { openAccount } from '../support/logins.ts';
import { test } from './support/journey.ts';
import { Keyboard } from './support/keyboard.ts';

test('a customer registers and pays with the keyboard alone', async ({ db, arrives }) => {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn: '2026-05-19' });
  const person = await arrives({ language: 'en', javaScript: true, width: 1280 });
  const keyboard = new Keyboard(person.page);
  const email = 'ana@mail.example';
  await person.opens('/');
  // The first stop skips the menu, which would have to be tabbed through on every page.
  await keyboard.tabsTo(/Skip to main content/);
  await person.page.keyboard.press('Enter');
  expect(await keyboard.focused()).toMatchObject({ tag: 'main' });
  await keyboard.presses(/^Register your account/);

  await keyboard.presses(/^Find/);
  // What is wrong has the focus, and each line of it leads to its field.
  expect((await keyboard.focused()).name).toMatch(/^Please fix these 2 things/);
  await keyboard.tabsTo(/^Type the number/);
  await person.page.keyboard.press('Enter');
  expect(await keyboard.focused()).toMatchObject({ field: 'number' });
  await person.page.keyboard.type('00123456-0004321');
  await keyboard.types(/ZIP/, '97501');
  await keyboard.presses(/^Find/);

  await keyboard.types(/Email/i, email);
  await keyboard.types(/^Password/, 'cuatro puentes sobre el agua clara');
  await keyboard.checks(/agree/i);
  await keyboard.presses(/^Continue/);
  await person.opens(await person.linkMailed(email, /Confirm your email/));
  await keyboard.presses(/^Yes, this is my email/);

  await person.opens('/accounts');
  await keyboard.presses(/^Pay now/);
  await keyboard.presses(/^Continue/);
  await keyboard.presses(/^Continue/);
  await keyboard.presses(/^Go to the payment page/);
  await keyboard.types(/Card number/i, '4242424242424242');
  await keyboard.types(/Expir/i, '12/34');
  await keyboard.types(/code/i, '123');
  await keyboard.presses(/^Pay \$61/);
  await person.sees('$61.34', 'Payment received');
});
