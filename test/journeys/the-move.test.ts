import { describe, expect } from 'vitest';
import type { DatabasePool } from '../../src/store/database.ts';
import { accountBalance } from '../../src/usecases/receivables/index.ts';
import { importRoster, transitionPolicy } from '../../src/usecases/transition/index.ts';
import { postBill } from '../support/bills.ts';
import { codeNow } from '../support/code-now.ts';
import { openAccount } from '../support/logins.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { bytesOfRoster } from '../support/roster.ts';
import { registered } from '../support/signed-in.ts';
import { hireStaff, staffPassword } from '../support/staff.ts';
import { weekBeforeCutOver } from '../support/web.ts';
import { customers, en, es, type Say, test } from './support/journey.ts';
import type { Person } from './support/person.ts';

const number = '00123456-0004321';
const goodPassword = 'cuatro puentes sobre el agua clara';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };

/** An account that had autopay and e-bill until the cut-over, yesterday, with a bill due on `dueOn`; gives its id. */
async function moved(db: DatabasePool, dueOn = '2026-05-19'): Promise<number> {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn });
  await importRoster(db, {
    fileName: 'roster.csv',
    bytes: bytesOfRoster(`${number.replace('-', ',')},yes,yes`),
    dryRun: false,
    now: weekBeforeCutOver,
    policy: transitionPolicy(referenceUtility),
    by: 'a test',
  });
  return accountId;
}

describe.each([
  { ...es, javaScript: true },
  { ...es, javaScript: false },
  { ...en, javaScript: false },
])('before the cut-over, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('the portal announces its day, answers questions, and nobody can register', async ({ portal, arrives }) => {
    portal.deps.time.now = weekBeforeCutOver;
    const person = await arrives(habits);
    await person.opens('/');
    await person.sees(say('6 de mayo de 2026', 'May 6, 2026'));
    expect(await person.page.locator('a[href="/register"]').count()).toBe(0);
    await person.opens('/help/my-autopay');
    await person.opens('/register');
    await person.sees(say('todavía no está abierto', 'not open yet'));
  });
});

describe.each(customers)('after it, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('a customer registers again, sets autopay and e-bill again, and pays', async ({ db, arrives }) => {
    await moved(db);
    const person = await arrives(habits);
    const email = 'ana@mail.example';

    await person.opens('/');
    await person.presses(say(/Registre su cuenta/, /Register your account/));
    await person.fills({ number: '123456 4321', zip: '97501' });
    await person.presses(say(/Buscar/, /Find/));
    await person.fills({ email, password: goodPassword, consent: true });
    await person.presses(say(/Continuar/, /Continue/));
    await person.opens(await person.linkMailed(email, say(/Confirme su correo electrónico/, /Confirm your email/)));
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
    await person.opens(`/accounts/${number}/ebill`);
    await person.sees(email);
    await person.opens(`/accounts/${number}`);

    await person.presses(say(/Pagar por adelantado/, /Pay ahead/));
    await person.goesToPay();
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

describe.each([
  { ...es, javaScript: true },
  { ...en, javaScript: true },
])('others, in $language', (habits) => {
  const { say } = habits;

  test('too late for autopay: the page says which bill to pay by hand, before anybody agrees', async ({
    db,
    arrives,
  }) => {
    const accountId = await moved(db, '2026-05-08');
    const person = await arrives(habits);
    await signIn(person, db, accountId, say);
    await person.opens(`/accounts/${number}/autopay`);
    await person.sees('$61.34', say('8 de mayo de 2026', 'May 8, 2026'), say(/[Pp]ague usted/, /yourself/));
  });

  test('a guest pays with the numbers of a bill and sees nobody’s name', async ({ db, arrives }) => {
    await moved(db);
    const person = await arrives(habits);
    await person.opens('/pay');
    await person.fills({ number, zip: '97501' });
    await person.presses(say(/Buscar|Continuar/, /Find|Continue/));
    await person.sees('$61.34');
    expect(await person.text()).not.toMatch(/Simulad|Simulated|Sample St/);
    await person.goesToPay();
    await person.fills({ ...card, number: '4000000000009995' });
    await person.presses(/^(?:Pagar|Pay) \$61/);
    await person.sees(say(/rechaz|dinero|fondos/i, /declined/i));
    await person.fills(card);
    await person.presses(/^(?:Pagar|Pay) \$61/);
    expect(person.path).toContain('/pay/receipts/');
    await person.sees('$61.34');
  });

  test('somebody who moved out pays the final bill without an account that is open', async ({ db, arrives }) => {
    const accountId = await openAccount(db, { closedOn: '2026-04-20' });
    await postBill(db, accountId, { dueOn: '2026-05-19' });
    const person = await arrives(habits);
    await person.opens('/pay');
    await person.fills({ number, zip: '97501' });
    await person.presses(say(/Buscar|Continuar/, /Find|Continue/));
    await person.sees('$61.34');
    await person.goesToPay();
    await person.fills(card);
    await person.presses(/^(?:Pagar|Pay) \$61/);
    expect(person.path).toContain('/pay/receipts/');
    await person.sees('$61.34');
    expect(await accountBalance(db, accountId)).toBe(0);
  });

  test('an account that is already claimed has two ways, and stays its owner’s', async ({ db, arrives }) => {
    const accountId = await moved(db);
    await registered(db, accountId, 'owner@mail.example');
    const person = await arrives(habits);
    const email = 'bea@mail.example';
    await person.opens('/register');
    await person.fills({ number, zip: '97501' });
    await person.presses(say(/Buscar/, /Find/));
    if (!person.path.includes('claimed')) {
      await person.fills({ email, password: goodPassword, consent: true });
      await person.presses(say(/Continuar/, /Continue/));
      await person.opens(await person.linkMailed(email, say(/Confirme su correo electrónico/, /Confirm your email/)));
      await person.presses(/./);
    }
    expect(person.path).toContain('/register/claimed');
    await person.sees(say(/código/, /code/));
    expect(await db.query('select from account_access where ended_at is null')).toHaveLength(1);
  });

  test('staff take a payment by phone on the processor’s page, and can enrol nobody', async ({
    db,
    portal,
    arrives,
  }) => {
    await moved(db);
    const secret = await hireStaff(portal.deps);
    const person = await arrives({ ...habits, width: 1280 });
    await person.opens('/console/sign-in');
    await person.fills({ email: 'csr@staff.example.org', password: staffPassword });
    await person.presses(/./);
    await person.fills({ code: codeNow(secret) });
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

/** Signs an owner in by the sign-in page; the login is made as registration leaves it. */
async function signIn(person: Person, db: DatabasePool, accountId: number, say: Say): Promise<void> {
  const loginId = await registered(db, accountId, 'owner@mail.example');
  await person.signsIn(loginId);
  await person.opens('/accounts');
  await person.sees(say('Usted debe', 'You owe'));
}
