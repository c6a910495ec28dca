import { paths } from '../../../src/web/paths.ts';
import { withAuthenticator } from '../../../test/journeys/support/virtual-authenticator.ts';
import { codeNow } from '../../../test/support/code-now.ts';
import type { Errand, Town } from '../errand.ts';
import { fromBase32, type Visitor } from '../visitor.ts';

/** Of everybody who registers here. */
export const goodPassword = 'cuatro puentes sobre el agua clara';

const elena = 'elena.rios@mail.example';

/** Registers with a bill and an email, and proves it; ends at the welcome. */
export async function registers(visitor: Visitor, { account, zip }: { account: string; zip: string }, email: string) {
  await visitor.goes(paths.registration.findAccount);
  await visitor.fills({ number: account, zip });
  await visitor.presses(/Find/);
  await createsLogin(visitor, email);
}

async function createsLogin(visitor: Visitor, email: string): Promise<void> {
  await visitor.shows();
  await visitor.fills({ email, password: goodPassword, consent: true });
  await visitor.presses(/^Continue$/);
  await visitor.shows();
  await visitor.opens(await visitor.mailedLink(email, /Confirm your email/));
  await visitor.shows();
  await visitor.presses(/./);
}

const finds = async (visitor: Visitor, { account, zip }: { account: string; zip: string }): Promise<void> => {
  await visitor.opens(paths.registration.findAccount);
  await visitor.fills({ number: account, zip });
  await visitor.presses(/Find/);
};

/** A customer registers, makes the login safer, changes its email and signs in with the second factor. */
const saferLogin: Errand = async (town) => {
  const visitor = await town.arrives();
  const { page } = visitor;
  await registers(visitor, town.told.bill(/had electronic bills/), elena);
  await visitor.shows();
  await withAuthenticator(page);
  await visitor.opens(paths.security);
  await visitor.fills({ name: 'my phone' });
  await Promise.all([page.waitForURL(/news=passkey-added/), visitor.presses(/Add a passkey/)]);
  await visitor.opens(paths.authenticator);
  await visitor.presses(/Set up/);
  await visitor.shows();
  const secret = /secret=([A-Z2-7]+)/.exec(await visitor.link(/^otpauth:/))?.[1] ?? '';
  await visitor.fills({ code: codeNow(fromBase32(secret)) });
  await visitor.presses(/Turn/);
  await visitor.fills({ saved: true });
  await visitor.presses(/Continue/);
  await visitor.goes(paths.security);
  await visitor.presses(/new (recovery|backup) codes/i);
  await visitor.showsOnce();

  await visitor.opens(paths.email);
  await visitor.fills({ email: 'elena.r@mail.example' });
  await visitor.presses(/./);
  await visitor.shows();
  await visitor.opens(await visitor.mailedLink('elena.r@mail.example', /./));
  await visitor.shows();
  await visitor.opens(await visitor.mailedLink(elena, /email/i));
  await visitor.shows();

  const again = await town.arrives();
  await again.signsIn(elena, goodPassword);
  await again.shows();
  await again.leaves();
  await visitor.leaves();
};

/** Somebody else asks for an account that has an owner: by asking them, and by a code in a letter. */
const askedFor: Errand = async (town) => {
  const { account } = town.told.neighbor;
  const zip = await zipOf(town, account);
  const visitor = await town.arrives();
  await finds(visitor, { account, zip });
  await visitor.shows();
  await visitor.fills({ email: 'tomas.vega@mail.example' });
  await visitor.presses(/Ask|ask/);
  await visitor.leaves();
  const neighbor = await town.neighbor();
  await neighbor.goes(paths.people(account));
  await neighbor.follows(/\/people\/requests\//);
  await neighbor.shows();

  const other = await town.arrives();
  await finds(other, { account, zip });
  await other.follows(new RegExp(`${paths.registration.createLogin}$`));
  await createsLogin(other, 'rosa.vega@mail.example');
  await other.goes(paths.registration.mailedCode);
  await other.leaves();
};

/** Without an email: by a letter. */
const withoutEmail: Errand = async (town) => {
  const visitor = await town.arrives();
  await finds(visitor, town.told.bill(/was never online/));
  await visitor.presses(/I do not have an email/);
  await visitor.shows();
  await visitor.presses(/Mail me the code/);
  await visitor.shows();
  await visitor.leaves();
};

/** The customer of record reads that somebody registered the account, and that this was not them. */
const notTheirs: Errand = async (town) => {
  const visitor = await town.arrives();
  await visitor.opens(paths.demoMailbox);
  await visitor.presses(/was registered online/);
  await visitor.follows(/\/access-objections/);
  await visitor.shows();
  await visitor.leaves();
};

/** The ZIP code of an account, as the staff read it. */
async function zipOf(town: Town, account: string): Promise<string> {
  const csr = await town.staff('csr');
  await csr.opens(paths.console.account(account));
  const zip = /OR (\d{5})/.exec(await csr.text())?.[1];
  if (zip === undefined) throw new Error(`no ZIP code on ${csr.page.url()}`);
  return zip;
}

export const comingIn = {
  'a safer login': saferLogin,
  'an access that is not theirs': notTheirs,
  'an account that has an owner': askedFor,
  'registering without an email': withoutEmail,
};
