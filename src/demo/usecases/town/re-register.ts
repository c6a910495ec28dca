import type { Utility } from '../../../config/utility.ts';
import { isOnOrBefore, type Language } from '../../../domain/kernel/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import {
  type AccessDeps,
  type AccessNotice,
  type AuthorisedAccount,
  authoriseAccount,
  todayOf,
} from '../../../usecases/access/index.ts';
import { askForEbill, confirmEbillAddress } from '../../../usecases/billing/index.ts';
import {
  type AutopaySetup,
  agreeAutopay,
  autopayPolicy,
  autopaySetupState,
  beginAutopay,
  type PaymentContext,
  paymentPolicy,
  setupBeginning,
  termsShown,
} from '../../../usecases/payments/index.ts';
import { createLogin, findAccount, verifyByLink } from '../../../usecases/registration/index.ts';
import { type Sandbox, sandboxProcessor, submitHostedPage } from '../sandbox-processor/index.ts';
import type { FilledAccount } from './filled-account.ts';

/** What somebody agreed to, word for word. */
export interface Agreed {
  readonly text: string;
  readonly version: string;
}

/** What the portal's pages would have shown a customer to agree to, in the customer's language. */
export interface PagesRead {
  readonly consent: (language: Language) => Agreed;
  readonly autopay: (language: Language, about: { readonly setup: AutopaySetup; readonly account: string }) => Agreed;
  readonly ebill: (language: Language) => Agreed;
  readonly texts: (language: Language) => Agreed;
}

export interface ReRegistering {
  readonly utility: Utility;
  readonly pretended: Temporal.Instant;
  readonly pages: PagesRead;
  /** Where autopay's cards are saved; absent where a real processor is set up, which takes no simulated card. */
  readonly sandbox: Sandbox | undefined;
  readonly password: string;
}

/** A simulated customer who registered again, as anybody can sign in to look around. */
export interface ReRegistered {
  readonly loginId: string;
  readonly email: string;
  readonly account: string;
  readonly autopay: boolean;
  readonly ebill: boolean;
}

/** One in 25 of the town, and twenty at most: each takes two slow hashes on purpose, a tenth of a second together. */
const howMany = (accounts: number): number => Math.min(20, Math.ceil(accounts / 25));

/**
 * Some of the town registers again between the cut-over and now, by the use cases that the portal's pages call, and some
 * of them set autopay and e-bill again. Before the cut-over nobody can. What they were mailed, they have read.
 */
export async function reRegisterSome(
  db: DatabasePool,
  town: readonly FilledAccount[],
  plan: ReRegistering,
): Promise<readonly ReRegistered[]> {
  const { cutOver } = plan.utility;
  const sinceThen = plan.pretended.epochMilliseconds - cutOver.epochMilliseconds;
  const people = whoRegisters(town, plan);
  const done: ReRegistered[] = [];
  for (const [index, person] of people.entries()) {
    const at = Math.floor((sinceThen * (index + 1)) / (people.length + 1));
    // One address each, of a range that is for examples (RFC 5737): the limits on guessing hold here too.
    const visit = { now: cutOver.add({ milliseconds: at }), address: `192.0.2.${index + 1}` };
    done.push(await reRegister(db, plan, { person, visit, isKeen: index % 3 !== 2 }));
  }
  return done;
}

/** Spread over those who had a login, the first one somebody who had everything; nobody before the cut-over. */
export function whoRegisters(
  town: readonly FilledAccount[],
  { utility, pretended }: Pick<ReRegistering, 'utility' | 'pretended'>,
): readonly FilledAccount[] {
  if (isOnOrBefore(pretended, utility.cutOver)) return [];
  const had = town.filter(({ household, closedOn }) => household.legacy.login && closedOn === undefined);
  const first = had.find(({ household }) => household.legacy.autopay && household.legacy.ebill);
  const wanted = howMany(town.length);
  const step = Math.max(1, Math.floor(had.length / wanted));
  const others = had.filter((one, index) => one !== first && index % step === 0);
  return [...(first === undefined ? [] : [first]), ...others].slice(0, wanted);
}

async function reRegister(
  db: DatabasePool,
  plan: ReRegistering,
  {
    person,
    visit,
    isKeen,
  }: {
    readonly person: FilledAccount;
    readonly visit: { now: Temporal.Instant; address: string };
    readonly isKeen: boolean;
  },
): Promise<ReRegistered> {
  const { household } = person;
  const { email, language, legacy } = household;
  let mailed = '';
  const link = (token: string): string => token;
  const deps: AccessDeps = {
    db,
    utility: plan.utility,
    tell: async (_tx, notice: AccessNotice) => {
      if ('link' in notice) mailed = notice.link;
    },
    links: {
      verification: link,
      passwordReset: link,
      newEmail: link,
      staffInvitation: link,
      emailObjection: link,
      invitation: link,
      people: link,
      objection: link,
      signIn: '',
      mailedCode: '',
      letter: '',
      passwordLetter: '',
    },
  };
  const number = household.accountNumber;
  const found = expected(await findAccount(deps, { number: { text: number }, zip: plan.utility.contact.zip }, visit));
  const { token } = found;
  const consent = plan.pages.consent(language);
  expected(await createLogin(deps, { token, email, password: plan.password, language, consent }, visit));
  const { loginId } = expected(
    await verifyByLink(deps, { link: mailed, browser: token, password: '', consent }, visit),
  );
  const today = todayOf(plan.utility, visit.now);
  const account = expected(await authoriseAccount(db, { loginId, account: number, today }));
  const autopay =
    isKeen && legacy.autopay && plan.sandbox !== undefined
      ? await setAutopay(db, { plan, sandbox: plan.sandbox, account, visit, language, email })
      : false;
  const ebill = isKeen && legacy.ebill;
  if (ebill) {
    const told = { tell: deps.tell, now: visit.now };
    const { address } = visit;
    await askForEbill(
      db,
      { account, email, language, consent: plan.pages.ebill(language), address, linkOf: link },
      told,
    );
    await confirmEbillAddress(db, mailed, told);
  }
  return { loginId, email, account: number, autopay, ebill };
}

async function setAutopay(
  db: DatabasePool,
  by: {
    readonly plan: ReRegistering;
    readonly sandbox: Sandbox;
    readonly account: AuthorisedAccount;
    readonly visit: { readonly now: Temporal.Instant; readonly address: string };
    readonly language: Language;
    readonly email: string;
  },
): Promise<boolean> {
  const { plan, sandbox, account, visit, language, email } = by;
  const { now, address } = visit;
  const context: PaymentContext = {
    db,
    processor: sandboxProcessor(sandbox),
    policy: paymentPolicy(plan.utility),
    autopay: autopayPolicy(plan.utility),
    payee: plan.utility.name,
    tell: async () => undefined,
  };
  const begun = expected(
    await beginAutopay(context, account, {
      daysBeforeDue: 0,
      methodId: 'new',
      formToken: 'simulated',
      language,
      summary: plan.utility.name,
      returnUrl: (setup) => setup,
      now,
    }),
  );
  const session = begun.hostedPage?.split('/').at(-1) ?? '';
  const typed = { kind: 'card', number: '4242424242424242', expiry: '12/34', code: '123' } as const;
  expected(await submitHostedPage(sandbox, { session, typed, now }));
  const state = await autopaySetupState(context, { reference: begun.setup.reference, loginId: account.loginId }, now);
  if (state?.kind !== 'ready') throw new Error(`demo: a simulated card was not saved (${state?.kind})`);
  const { setup } = state;
  const shownTerms = termsShown(await setupBeginning(context, setup, now));
  const agreed = plan.pages.autopay(language, { setup, account: account.number });
  expected(await agreeAutopay(context, account, { setup, ...agreed, language, shownTerms, email, address, now }));
  return true;
}

/** In a town of our own making nothing is refused; what is, is a fault of the simulation. */
function expected<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: unknown },
): Value {
  if (!result.ok) throw new Error(`demo: registering again was refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}
