import { describe, expect } from 'vitest';
import { postBill } from '../support/bills.ts';
import { goodPassword } from '../support/customer.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { customers, test } from './support/journey.ts';

const number = '00123456-0004321';
const owner = 'ana@mail.example';
const daughter = 'lucia@mail.example';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };

describe.each(customers)('a daughter who helps, in $language, JavaScript $javaScript', (habits) => {
  const { say, language } = habits;

  test('is invited, makes a login, pays, is read of in the log, and is ended', async ({ db, arrives }) => {
    const accountId = await openAccount(db, { language });
    await postBill(db, accountId, { dueOn: '2026-05-19' });
    const loginId = await registered(db, accountId, owner);
    await db.query('update login set language = $1', [language]);
    const ana = await arrives(habits);
    const lucia = await arrives({ ...habits, width: 1280 });
    await ana.signsIn(loginId);
    await ana.opens(`/accounts/${number}/people`);
    await ana.presses(say(/Invitar a alguien a ayudar/, /Invite someone to help/));
    await ana.fills({ way: 'email', email: daughter, may: 'pay', until: '90' });
    await ana.presses(say(/^Invitar$/, /^Invite$/));
    await ana.sees(say('Enviamos la invitación', 'We sent the invitation'), daughter);

    const subject = say(/Le piden ayuda con una cuenta/, /asks you to help with a water account/);
    await lucia.opens(await lucia.linkMailed(daughter, subject));
    await lucia.sees(say('Ver la cuenta y pagar sus facturas', 'See the account and pay its bills'));
    await lucia.presses(say(/Crear mi usuario/, /Create my login/));
    await lucia.fills({ email: daughter, password: goodPassword, consent: true });
    await lucia.presses(say(/Continuar/, /Continue/));
    await lucia.opens(await lucia.linkMailed(daughter, say(/Confirme su correo electrónico/, /Confirm your email/)));
    await lucia.presses(/./);
    await lucia.sees(say('Ya puede ayudar con la cuenta', 'You can now help with the account'));
    await lucia.opens(`/accounts/${number}`);
    await lucia.sees('$61.34', say('le dio acceso a esta cuenta', 'gave you access to this account'));

    await lucia.opens(`/accounts/${number}/payments/new`);
    await lucia.goesToPay();
    await lucia.fills(card);
    await lucia.presses(/^(?:Pagar|Pay) \$61/);
    await lucia.sees('$61.34', say('Pagado por Usted', 'Paid by You'));

    await ana.opens(`/accounts/${number}/access`);
    await ana.sees(daughter, say('Empezó un pago', 'Began a payment'));
    await ana.opens(`/accounts/${number}/payments`);
    await ana.sees(daughter);
    await ana.opens(`/accounts/${number}/people`);
    await ana.presses(say(/Terminar el acceso de lucia/, /End the access of lucia/));
    await ana.presses(say(/Sí, terminar/, /Yes, end it/));
    await ana.sees(say('El acceso terminó', 'The access has ended'));
    await lucia.mailed(daughter, say(/ya no ve una cuenta/, /no longer see a water account/));
    await lucia.opens(`/accounts/${number}`);
    expect(await lucia.text()).not.toContain('$');
    await ana.presses(say(/Quién tuvo acceso antes/, /Who had access before/));
    await ana.sees(daughter, say('Usted lo terminó', 'You ended it'));
  });

  test('comes by a sheet of paper, which is printed and typed', async ({ db, arrives }) => {
    const accountId = await openAccount(db, { language });
    const loginId = await registered(db, accountId, owner);
    const other = await openAccount(db, { customer: '00000002', account: '0000002' });
    const helper = await registered(db, other, daughter);
    const ana = await arrives(habits);
    const lucia = await arrives(habits);
    await ana.signsIn(loginId);
    await ana.opens(`/accounts/${number}/people/invitations`);
    await ana.fills({ way: 'paper', label: 'Lucía', may: 'view', until: 'open' });
    await ana.presses(say(/^Invitar$/, /^Invite$/));
    const code = /[2-9B-Z]{4}(?:-[2-9B-Z]{4}){3}/.exec(await ana.text())?.[0] ?? '';
    await lucia.signsIn(helper);
    await lucia.opens('/invitations/code');
    await lucia.fills({ code: code.toLowerCase() });
    await lucia.presses(say(/Continuar/, /Continue/));
    await lucia.presses(say(/^Aceptar$/, /^Accept$/));
    expect(lucia.path).toBe(`/accounts/${number}`);
  });
});
