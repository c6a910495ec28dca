import { describe, expect } from 'vitest';
import type { DatabasePool } from '../../src/store/database.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { postBill } from '../support/bills.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { customers, test } from './support/journey.ts';

const number = '00123456-0004321';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };
const ana = 'ana@mail.example';
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('America/Los_Angeles').toInstant();

/** A bill of 61.34 that is due on 20 May. */
async function billed(db: DatabasePool, language: 'es' | 'en'): Promise<number> {
  const accountId = await openAccount(db, { language });
  await postBill(db, accountId, { dueOn: '2026-05-20' });
  return accountId;
}

describe.each(customers)('money that goes back, in $language, JavaScript $javaScript', (habits) => {
  const { say, language } = habits;

  test('a guest pays in two tabs: the second is warned, closes the first, and pays once', async ({
    db,
    portal,
    arrives,
  }) => {
    await billed(db, language);
    portal.deps.time.now = local('2026-05-10T12:00');
    const guest = await arrives(habits);
    await guest.opens('/pay');
    await guest.fills({ number, zip: '97501' });
    await guest.presses(say(/Buscar|Continuar/, /Find|Continue/));
    await guest.goesToPay();
    const first = guest.page.url();
    await guest.opens('/pay/amount');
    await guest.sees(
      say('Inició un pago de $61.34 en este navegador', 'You started a payment of $61.34 in this browser'),
    );
    await guest.goesToPay({ anyway: true });
    await guest.fills(card);
    await guest.presses(say(/Pagar/, /Pay/));
    await guest.sees(say('Recibimos su pago', 'Payment received'));
    await guest.opens(first);
    await guest.sees(say('Esta página ya terminó', 'This page is finished'));
    expect(await db.query('select from demo.processor_charge')).toHaveLength(1);
  });

  test('a payment is disputed: owed again, a case for the staff with its date, and paid when it is won', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await billed(db, language);
    portal.deps.time.now = local('2026-05-10T12:00');
    const customer = await arrives(habits);
    await customer.signsIn(await registered(db, accountId, ana));
    await customer.opens(`/accounts/${number}/payments/new`);
    await customer.goesToPay();
    await customer.fills(card);
    await customer.presses(say(/Pagar/, /Pay/));
    await customer.sees(say('Recibimos su pago', 'Payment received'));

    const atProcessor = await arrives({ ...habits, width: 1280 });
    const happens = async (what: RegExp) => {
      await atProcessor.opens('/sandbox-processor/payments');
      await atProcessor.presses(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
      await atProcessor.presses(what);
    };
    await happens(say(/El cliente lo disputa/, /The customer disputes it/));
    await customer.mailed(ana, say(/Su banco retiró \$61\.34/, /Your bank took back \$61\.34/));
    await customer.opens(`/accounts/${number}`);
    await customer.sees('$61.34');
    const staff = await arrives({ ...habits, width: 1280 });
    await staff.worksAs('csr');
    await staff.opens('/console/disputes');
    await staff.sees(number, say('Falta responder', 'Needs an answer'), say('24 may', 'May 24'));
    await staff.presses(new RegExp(number));
    await staff.sees('$61.34', say('Responder antes del', 'Answer by'));
    await staff.sees(say('Quien tiene la tarjeta dice que no hizo este pago', 'did not make this payment'));

    portal.deps.time.now = local('2026-05-18T12:00');
    await happens(say(/El comercio gana la disputa/, /The merchant wins the dispute/));
    await customer.mailed(ana, say(/vuelve a contar/, /counts again/));
    await customer.opens(`/accounts/${number}`);
    await customer.sees(say('No debe nada', 'You owe nothing'));
    await staff.opens('/console/disputes');
    await staff.sees(say('Ganada: el pago vale', 'Won: the payment counts'));
  });

  test('a draft comes back from a closed account: autopay pauses, and only the customer sets it again', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await billed(db, language);
    portal.deps.time.now = local('2026-05-10T12:00');
    const customer = await arrives(habits);
    await customer.signsIn(await registered(db, accountId, ana));
    await db.query('update login set language = $1', [language]);
    const agrees = async () => {
      await customer.presses(say(/Continuar/, /Continue/));
      await customer.fills(card);
      await customer.presses(say(/Guardar/, /Save/));
      await customer.presses(say(/^(Lo autorizo|Autorizo el cambio)/, /^I authorize/));
    };
    await customer.opens(`/accounts/${number}/autopay`);
    await agrees();
    portal.deps.time.now = local('2026-05-20T06:05');
    await enqueue(db, { task: 'submit-drafts' });
    await customer.mailed(ana, say(/Recibimos su pago/, /We received your payment/));

    const atProcessor = await arrives({ ...habits, width: 1280 });
    portal.deps.time.now = local('2026-05-21T09:00');
    await atProcessor.opens('/sandbox-processor/payments');
    await atProcessor.presses(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    await atProcessor.page.locator('[name=code]').selectOption('R02');
    await atProcessor.presses(say(/El banco lo devuelve/, /The bank returns it/));
    await customer.mailed(ana, say(/está en pausa/, /Autopay is paused/));
    await customer.opens(`/accounts/${number}/autopay`);
    await customer.sees(say('El pago automático está en pausa', 'Autopay is paused'));
    const staff = await arrives({ ...habits, width: 1280 });
    await staff.worksAs('csr');
    await staff.opens('/console/paused-autopay');
    await staff.sees(number, 'R02');

    await customer.presses(say(/Activar de nuevo/, /Turn autopay on again/));
    await customer.fills({ method: 'new' });
    await agrees();
    await staff.opens('/console/paused-autopay');
    await staff.sees(say('Ningún pago automático está en pausa', 'No autopay is paused'));
  });
});
