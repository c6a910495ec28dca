import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { totpCode } from '../../src/gateways/totp.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { importRoster } from '../../src/usecases/transition/index.ts';
import { postBill } from '../support/bills.ts';
import { launchBrowser } from '../support/browser.ts';
import { test } from '../support/database.ts';
import { openAccount } from '../support/logins.ts';
import { bytesOfRoster } from '../support/roster.ts';
import { registered } from '../support/signed-in.ts';
import { hireStaff, staffPassword } from '../support/staff.ts';
import { weekBeforeCutOver } from '../support/web.ts';
import { type Habits, Person } from './support/person.ts';
import { type RunningPortal, startPortal } from './support/portal.ts';

const number = '00123456-0004321';
const goodPassword = 'cuatro puentes sobre el agua clara';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };
const timeout = 300_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

/** Somebody's visit; whatever happens, the portal closes after it. */
async function visit(portal: RunningPortal, habits: Habits, story: (person: Person) => Promise<void>): Promise<void> {
  const person = await Person.at(browser, portal, habits);
  try {
    await story(person);
  } finally {
    await person.leaves();
    await portal.close();
  }
}

/** A portal the day after the cut-over, with one account that had autopay and e-bill, and a bill due on `dueOn`. */
async function moved(db: DatabasePool, dueOn = '2026-05-19'): Promise<{ portal: RunningPortal; accountId: number }> {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn });
  await importRoster(db, {
    fileName: 'roster.csv',
    bytes: bytesOfRoster(`${number.replace('-', ',')},yes,yes`),
    dryRun: false,
    now: weekBeforeCutOver,
    today: Temporal.PlainDate.from('2026-04-29'),
    by: 'a test',
  });
  return { portal: await startPortal(db), accountId };
}

describe.each([
  { language: 'es', javaScript: true },
  { language: 'es', javaScript: false },
  { language: 'en', javaScript: false },
] as const)('before the cut-over, in $language, JavaScript $javaScript', (habits) => {
  test('the portal announces its day, answers questions, and nobody can register', { timeout }, async ({ db }) => {
    const portal = await startPortal(db, weekBeforeCutOver);
    await visit(portal, habits, async (person) => {
      await person.opens('/');
      await person.sees(habits.language === 'es' ? '6 de mayo de 2026' : 'May 6, 2026');
      expect(await person.page.locator('a[href="/register"]').count()).toBe(0);
      await person.opens('/help/my-autopay');
      await person.opens('/register');
      await person.sees(habits.language === 'es' ? 'todavía no está abierto' : 'not open yet');
    });
  });
});

describe.each([
  { language: 'es', javaScript: false, width: 320 },
  { language: 'en', javaScript: true, width: 1280 },
] as const)('after it, in $language, JavaScript $javaScript', (habits) => {
  const say = <Text>(es: Text, en: Text): Text => (habits.language === 'es' ? es : en);

  test('a customer registers again, sets autopay and e-bill again, and pays', { timeout }, async ({ db }) => {
    const { portal } = await moved(db);
    await visit(portal, habits, async (person) => {
      const email = 'ana@mail.example';

      await person.opens('/');
      await person.presses(say(/Registre su cuenta/, /Register your account/));
      await person.fills({ number: '123456 4321', zip: '97501' });
      await person.presses(say(/Buscar/, /Find/));
      await person.fills({ email, password: goodPassword, consent: true });
      await person.presses(say(/Continuar/, /Continue/));
      await person.opens(await person.linkMailed(email, say(/Confirme su correo/, /Confirm your e-mail/)));
      await person.presses(/./);
      await person.opens(`/accounts/${number}`);
      await person.sees(
        '$61.34',
        say('Su pago automático no se pasó', 'Your autopay did not move'),
        say('en papel', 'on paper'),
      );

      await person.presses(say(/Activar el pago automático/, /Turn on autopay/));
      await person.sees(say('19 de mayo de 2026', 'May 19, 2026'));
      await person.presses(say(/Continuar/, /Continue/));
      expect(person.path).toContain('/sandbox-processor/checkout/');
      await person.fills(card);
      await person.presses(say(/Guardar/, /Save/));
      await person.presses(say(/Lo autorizo/, /I authorize it/));
      expect(await db.query('select from autopay where ended_at is null')).toHaveLength(1);

      await person.opens(`/accounts/${number}/ebill`);
      await person.fills({ agree: true });
      await person.presses(say(/Activar la factura/, /Turn on e-bill/));
      await person.opens(await person.linkMailed(email, say(/dónde recibir su factura/, /where to get your bill/)));
      await person.presses(say(/Confirmar/, /Confirm/));
      await person.opens(`/accounts/${number}`);
      await person.sees(email);

      await person.presses(say(/Pagar ahora/, /Pay now/));
      await person.presses(say(/Ir a la página de pago/, /Go to the payment page/));
      await person.fills(card);
      await person.presses(/^(?:Pagar|Pay) \$61/);
      await person.sees('$61.34', say('Recibimos su pago', 'Payment received'));
      expect(
        await person.mailed(email, say(/Recibimos su pago de \$61\.34/, /received your payment of \$61\.34/)),
      ).toContain('4242');
      await person.opens(`/accounts/${number}`);
      await person.sees(say('No debe nada', 'You owe nothing'));
      await person.opens(`/accounts/${number}/bills`);
      await person.presses(say(/28 de abril/, /April 28/));
      await person.opens(`/accounts/${number}/notices`);
    });
  });
});

describe.each([
  { language: 'es', javaScript: true },
  { language: 'en', javaScript: true },
] as const)('others, in $language', (habits) => {
  const say = <Text>(es: Text, en: Text): Text => (habits.language === 'es' ? es : en);

  test('too late for autopay: the page says which bill to pay by hand, before anybody agrees', { timeout }, async ({
    db,
  }) => {
    const { portal, accountId } = await moved(db, '2026-05-08');
    await visit(portal, habits, async (person) => {
      await signIn(person, db, accountId, say);
      await person.opens(`/accounts/${number}/autopay`);
      await person.sees('$61.34', say('8 de mayo de 2026', 'May 8, 2026'), say(/pague usted/, /yourself/));
    });
  });

  test('a guest pays with the numbers of a bill and sees nobody’s name', { timeout }, async ({ db }) => {
    const { portal } = await moved(db);
    await visit(portal, habits, async (person) => {
      await person.opens('/pay');
      await person.fills({ number, zip: '97501' });
      await person.presses(say(/Buscar|Continuar/, /Find|Continue/));
      await person.sees('$61.34');
      expect(await person.text()).not.toMatch(/Simulad|Simulated|Sample St/);
      await person.presses(say(/Ir a la página de pago/, /Go to the payment page/));
      await person.fills({ ...card, number: '4000000000009995' });
      await person.presses(/^(?:Pagar|Pay) \$61/);
      await person.sees(say(/rechaz|dinero|fondos/i, /declined/i));
      await person.fills(card);
      await person.presses(/^(?:Pagar|Pay) \$61/);
      expect(person.path).toContain('/pay/receipts/');
      await person.sees('$61.34');
    });
  });

  test('an account that is already claimed has two ways, and stays its owner’s', { timeout }, async ({ db }) => {
    const { portal, accountId } = await moved(db);
    await registered(db, accountId, 'owner@mail.example');
    await visit(portal, habits, async (person) => {
      const email = 'bea@mail.example';
      await person.opens('/register');
      await person.fills({ number, zip: '97501' });
      await person.presses(say(/Buscar/, /Find/));
      if (!person.path.includes('claimed')) {
        await person.fills({ email, password: goodPassword, consent: true });
        await person.presses(say(/Continuar/, /Continue/));
        await person.opens(await person.linkMailed(email, say(/Confirme su correo/, /Confirm your e-mail/)));
        await person.presses(/./);
      }
      expect(person.path).toContain('/register/claimed');
      await person.sees(say(/código/, /code/));
      expect(await db.query('select from account_access where ended_at is null')).toHaveLength(1);
    });
  });

  test('staff take a payment by phone on the processor’s page, and can enrol nobody', { timeout }, async ({ db }) => {
    const { portal } = await moved(db);
    const secret = await hireStaff(portal.deps);
    await visit(portal, { ...habits, width: 1280 }, async (person) => {
      await person.opens('/console/sign-in');
      await person.fills({ email: 'csr@staff.example.org', password: staffPassword });
      await person.presses(/./);
      await person.fills({ code: totpCode(secret, Temporal.Now.instant()) });
      await person.presses(/./);
      await person.opens(`/console/search?q=${number}`);
      expect(person.path).toBe(`/console/accounts/${number}`);
      await person.sees('$61.34');
      expect(
        await person.page.locator('form[action*="autopay"], form[action*="ebill"], form[action*="register"]').count(),
      ).toBe(0);
      await person.opens(`/console/accounts/${number}/phone-payments/new`);
      await person.presses(say(/procesador|Continuar|Abrir/, /processor|Continue|Open/));
      await person.fills(card);
      await person.presses(/^(?:Pagar|Pay) \$61/);
      expect(person.path).toContain('/phone-payments/');
      await person.sees('$61.34');
      await person.opens('/console/transition');
    });
  });
});

/** Signs an owner in by the sign-in page; the login is made as registration leaves it. */
async function signIn(
  person: Person,
  db: DatabasePool,
  accountId: number,
  say: <Text>(es: Text, en: Text) => Text,
): Promise<void> {
  const loginId = await registered(db, accountId, 'owner@mail.example');
  await person.signsIn(loginId);
  await person.opens('/accounts');
  await person.sees(say('Usted debe', 'You owe'));
}
