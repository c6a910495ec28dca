import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';
import type { Visitor } from '../visitor.ts';
import { registers } from './coming-in.ts';

/** The processor’s test card. */
export const card = { number: '4242424242424242', expiry: '12/34', code: '123' };

/** From an amount to the processor's page. */
export async function goesToPay(visitor: Visitor): Promise<void> {
  for (let asked = 0; asked < 2; asked += 1) {
    const on = visitor.page.locator('main').getByRole('button', { name: /^Continue$/ });
    if ((await on.count()) > 0) await visitor.presses(/^Continue$/);
  }
  await visitor.presses(/Go to the payment page/);
}

/** A guest pays; later the bank hears that the payment was not theirs. */
const guestPays: Errand = async (town) => {
  const { account, zip } = town.told.bill(/had autopay; too late/);
  const guest = await town.arrives();
  await guest.goes(paths.guestPay);
  await guest.fills({ number: account, zip });
  await guest.presses(/Find|Continue/);
  await guest.shows();
  await goesToPay(guest);
  await guest.shows();
  await guest.fills(card);
  await guest.presses(/^Pay/);
  await guest.shows();
  await guest.goes(paths.sandboxCharges);
  await guest.presses(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  await guest.shows();
  await guest.presses(/The customer disputes it/);
  await guest.leaves();
  const csr = await town.staff('csr');
  await csr.until(paths.console.disputes, /\/console\/disputes\/\d+/);
  await csr.shows();
  await csr.follows(/\/console\/disputes\/\d+/);
  await csr.shows();
};

/** A customer turns on autopay and e-bill. */
const paysByItself: Errand = async (town) => {
  const bill = town.told.bill(/had autopay; too late/);
  const email = 'olga.prado@mail.example';
  const visitor = await town.arrives();
  await registers(visitor, bill, email);
  await visitor.goes(paths.autopay(bill.account));
  await visitor.presses(/Continue/);
  await visitor.fills(card);
  await visitor.presses(/Save/);
  await visitor.shows();
  await visitor.presses(/^I authorize/);
  await visitor.opens(paths.paymentMethods);
  await visitor.presses(/Save a card/);
  await visitor.fills({ ...card, number: '5555555555554444' });
  await visitor.presses(/Save/);
  await visitor.opens(paths.paymentMethods);
  await visitor.follows(/\/removal$/);
  await visitor.shows();
  await visitor.goes(paths.ebill(bill.account));
  await visitor.fills({ email: 'bills.prado@mail.example', agree: true });
  await visitor.presses(/^Turn on e-bill$/);
  await visitor.opens(await visitor.mailedLink('bills.prado@mail.example', /./));
  await visitor.shows();
  await visitor.leaves();
};

/** A customer on the telephone pays on the processor's page, which a member of the staff opens for them. */
const paysByPhone: Errand = async (town) => {
  const { account } = town.told.bill(/was never online/);
  const csr = await town.staff('csr');
  await csr.goes(paths.console.phonePayment(account));
  await csr.presses(/Continue to the payment page/);
  await csr.fills(card);
  // In the customer’s language.
  await csr.presses(/^(?:Pay|Pagar) /);
  await csr.shows();
};

export const paying = {
  'a guest who pays, and disputes it': guestPays,
  'autopay and e-bill': paysByItself,
  'a payment by telephone': paysByPhone,
};
