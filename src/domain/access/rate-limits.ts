import { networkOf, siteOf } from './network.ts';

/** Who or what a limit counts by. */
export type CountedBy =
  /** What is tried, by one network address: nobody but that address feels it. */
  | 'subject-of-address'
  /** One browser, where it has a cookie of ours. */
  | 'browser'
  | 'address'
  /** A site of IPv6 (a /48). */
  | 'site'
  /** What is tried, by everybody. */
  | 'subject'
  /** Everybody together. */
  | 'all';

/** At most `hits` in each window of `minutes`. */
export interface RateLimit {
  readonly name: string;
  readonly by: CountedBy;
  readonly hits: number;
  readonly minutes: number;
}

/**
 * A door that can be tried too often, with its limits from the narrowest to the widest. A try that one of them refuses counts
 * for none that is wider, so that one address, however often it tries, fills no limit that others share.
 */
export interface Door {
  readonly name: string;
  readonly limits: readonly RateLimit[];
}

function door(name: string, minutes: number, hits: Readonly<Partial<Record<CountedBy, number>>>): Door {
  const order: readonly CountedBy[] = ['browser', 'subject-of-address', 'address', 'site', 'subject', 'all'];
  const limits = order.flatMap((by) => {
    const max = hits[by];
    return max === undefined ? [] : [{ name: `${name}.${by}`, by, hits: max, minutes }];
  });
  return { name, limits };
}

/**
 * Every door of the web. What one address can do to a number, an email or an account is held far below what all addresses
 * together can, so no one of them shuts it for its owner. Where many do, browsers that signed in before and passkeys still
 * come in, and `all` leaves each address its first tries (`firstTries`).
 */
export const doors = {
  findAccount: door('find-account', 60, { 'subject-of-address': 5, address: 20, site: 60, subject: 30, all: 3000 }),
  register: door('register', 60, { 'subject-of-address': 5, address: 20, site: 60, subject: 15 }),
  verify: door('verify', 60, { address: 30, site: 90 }),
  askOwner: door('ask-owner', 24 * 60, { 'subject-of-address': 1, address: 5, site: 10, subject: 3 }),
  invitation: door('invitation', 60, { address: 30, site: 90 }),
  /** The code of a sheet that an owner handed over. */
  helperCode: door('helper-code', 60, { address: 20, site: 60, all: 600 }),
  /** Invitations that a login sends: an office with many homes sends some in a row, a spammer hundreds. */
  invite: door('invite', 60, { subject: 30 }),
  objection: door('objection', 60, { address: 30, site: 90 }),
  mailedCode: door('mailed-code', 60, { subject: 10 }),
  /** The code from the letter, typed by somebody who has no login yet. */
  letterCode: door('letter-code', 60, { 'subject-of-address': 10, address: 30, site: 90, subject: 20 }),
  kioskEnrolment: door('kiosk-enrolment', 60, { address: 10, site: 30 }),
  phoneCode: door('phone-code', 60, { 'subject-of-address': 3, address: 10, site: 20, subject: 5 }),
  phoneCodeOfLogin: door('phone-code-of-login', 60, { subject: 3 }),
  phoneProof: door('phone-proof', 60, { subject: 10 }),
  textAnswer: door('text-answer', 60, { subject: 3 }),
  signIn: door('sign-in', 15, { 'subject-of-address': 10, address: 50, site: 150, subject: 60 }),
  /** The present password, asked of somebody signed in. */
  presentPassword: door('present-password', 15, { subject: 10 }),
  signInFromKnownBrowser: door('sign-in-known', 15, { browser: 10 }),
  secondFactor: door('second-factor', 15, { 'subject-of-address': 10, address: 30, site: 90, subject: 20 }),
  emailChange: door('email-change', 60, { subject: 5 }),
  emailProof: door('email-proof', 60, { address: 30, site: 90 }),
  passwordReset: door('password-reset', 60, { 'subject-of-address': 3, address: 20, site: 60, subject: 10 }),
  newPassword: door('new-password', 60, { 'subject-of-address': 10, address: 30, site: 90, subject: 20 }),
  passkey: door('passkey', 15, { address: 120, site: 600 }),
  staffSignIn: door('staff-sign-in', 15, { 'subject-of-address': 10, address: 50, site: 150, subject: 60 }),
  staffSignInFromKnownBrowser: door('staff-sign-in-known', 15, { browser: 10 }),
  staffPasskey: door('staff-passkey', 15, { address: 120, site: 600 }),
  staffSecondFactor: door('staff-second-factor', 15, { 'subject-of-address': 10, address: 30, site: 90 }),
  /** Hosted pages that a guest opens: who tries stolen cards opens one after the other. */
  guestCheckout: door('guest-checkout', 60, {
    browser: 8,
    'subject-of-address': 12,
    address: 60,
    site: 120,
    subject: 40,
  }),
  /** Who looks after forty homes pays one a minute. */
  customerCheckout: door('customer-checkout', 60, { subject: 60 }),
  staffSearch: door('staff-search', 60, { subject: 600 }),
  /** While a search is typed: a few for each. */
  staffSuggestions: door('staff-suggestions', 60, { subject: 2400 }),
  helpSearch: door('help-search', 60, { address: 600, site: 1800 }),
} as const satisfies Record<string, Door>;

/** Of an address, in each window, whatever all the others do: a flood shuts nobody out who comes for the first time. */
export const firstTries = 3;

/** What a try is counted by. */
export interface Try {
  readonly address: string;
  /** What is tried: a number, an email, a login, an account. */
  readonly subject?: string | undefined;
  readonly browser?: string | undefined;
}

/** A limit with the key that this try counts under; limits that do not apply to it are left out. */
export function countersOf(
  { limits }: Door,
  given: Try,
): readonly { readonly limit: RateLimit; readonly key: string }[] {
  const network = networkOf(given.address);
  const keys: Readonly<Record<CountedBy, string | undefined>> = {
    'subject-of-address': given.subject === undefined ? undefined : `${given.subject} ${network}`,
    browser: given.browser,
    address: network,
    site: siteOf(given.address),
    subject: given.subject,
    all: '',
  };
  return limits.flatMap((limit) => {
    const key = keys[limit.by];
    return key === undefined ? [] : [{ limit, key: `${limit.name}:${key}` }];
  });
}

/** The window that `now` falls in, and the moment the next one opens. Windows are aligned, so they need no bookkeeping. */
export function windowOf(
  limited: Pick<RateLimit, 'minutes'>,
  now: Temporal.Instant,
): { start: Temporal.Instant; end: Temporal.Instant } {
  const length = limited.minutes * 60_000;
  const start = Temporal.Instant.fromEpochMilliseconds(Math.floor(now.epochMilliseconds / length) * length);
  return { start, end: start.add({ milliseconds: length }) };
}
