import { paths } from '../../src/web/paths.ts';
import { formWith, GaveUp, PerseveringBrowser, type Shown } from './persevering-browser.ts';
import type { SeededChance } from './seeded-chance.ts';

/** A customer's account, as their bill and their browser know it. */
export interface Customer {
  readonly accountId: number;
  readonly number: string;
  readonly zip: string;
  readonly address: string;
  /** Cookies of a session; without them they pay as a guest. */
  readonly cookies: readonly string[] | undefined;
}

/** What somebody meant to pay, by the hosted page that they came to. */
export interface Intended {
  readonly accountId: number;
  readonly amount: number;
}

const goodCard = { kind: 'card', number: '4242424242424242', expiry: '12/34', code: '123' };
const emptyCard = { ...goodCard, number: '4000000000009995' };
const goodBank = { kind: 'bank', routing: '110000000', account: '000123456789' };
const returningBank = { ...goodBank, account: '000222222227' };

/** Pays some amount, in one of the ways that people pay; what they meant is kept under the hosted page's id. */
export async function payOnce(
  customer: Customer,
  site: { readonly origin: string; readonly intended: Map<string, Intended>; readonly chance: SeededChance },
): Promise<'to the end' | 'gave up' | 'refused'> {
  const { origin, intended, chance } = site;
  const browser = new PerseveringBrowser(origin, customer.address, customer.cookies);
  const amount = chance.whole(100, 3000);
  const method = chance.happens(0.7) ? 'card' : 'bank';
  // Some lose patience at the first page that does not come.
  const tries = chance.happens(0.15) ? 1 : undefined;
  const habit = chance.weighted({
    plain: 50,
    'closes the window': 25,
    'clicks twice': 10,
    'card declined first': 5,
    'leaves the page': 4,
    'goes back': 3,
    'bank takes it back': 3,
  });
  const twice = habit === 'clicks twice';
  try {
    const action = await toForm(customer, browser);
    if (action === undefined) return 'refused';
    const fields = { ...action.fields, choice: 'other', amount: (amount / 100).toFixed(2), method };
    const submit = () => browser.post(action.path, fields, tries);
    const [answer] = await Promise.all([submit(), ...(twice ? [submit().catch(() => undefined)] : [])]);
    const page = pathOf(answer, origin);
    const session = page?.split('/sandbox-processor/checkout/')[1];
    if (page === undefined || session === undefined) return 'refused';
    intended.set(session, { accountId: customer.accountId, amount });

    if (habit === 'leaves the page') return 'gave up';
    await browser.get(page, tries);
    if (habit === 'goes back') {
      await browser.post(page, { kind: 'cancel' }, tries);
      return 'gave up';
    }
    if (habit === 'card declined first' && method === 'card') await browser.post(page, emptyCard, tries);
    const bank = habit === 'bank takes it back' ? returningBank : goodBank;
    const pay = () => browser.post(page, method === 'card' ? goodCard : bank, tries);
    const [paid] = await Promise.all([pay(), ...(twice ? [pay().catch(() => undefined)] : [])]);
    const back = pathOf(paid, origin);
    if (habit === 'closes the window' || back === undefined) return 'to the end';
    const receipt = pathOf(await browser.get(back, tries), origin);
    if (receipt !== undefined) await browser.get(receipt, tries);
    return 'to the end';
  } catch (error) {
    if (error instanceof GaveUp) return 'gave up';
    throw error;
  }
}

/** Comes to the form with the amount: as the account's own, or as a guest with the numbers of the bill. */
async function toForm(
  customer: Customer,
  browser: PerseveringBrowser,
): Promise<{ readonly path: string; readonly fields: Readonly<Record<string, string>> } | undefined> {
  const path = customer.cookies === undefined ? paths.guestPayAmount : paths.pay(customer.number);
  if (customer.cookies === undefined) {
    const fields = formWith((await browser.get(paths.guestPay)).html, 'number');
    await browser.post(paths.guestPay, { ...fields, number: customer.number, zip: customer.zip });
  }
  const fields = formWith((await browser.get(path)).html, 'amount');
  return fields === undefined ? undefined : { path, fields };
}

const pathOf = ({ status, location }: Shown, origin: string): string | undefined =>
  location === undefined || status < 300 || status >= 400
    ? undefined
    : new URL(location, origin).href.replace(origin, '');
