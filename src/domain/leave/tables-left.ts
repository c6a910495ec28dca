/**
 * What opens a door: passwords as hashes, seeds of authenticators, passkeys, codes and links. They go only where the export is
 * asked for them, for a second Caudal with the same secret; people who have no password any more ask for a new one.
 */
export const signInTables = {
  login_credential: 'the hash of a customer’s password',
  login_passkey: 'the public part of a customer’s passkey',
  login_totp: 'the sealed seed of a customer’s authenticator',
  login_recovery_code: 'the hash of a recovery code',
  login_verification: 'a link that was mailed to a customer and not used yet',
  mailed_code: 'the hash of a code in a letter that is on its way',
  registration: 'a registration that was begun',
  email_change: 'a change of a login’s email, with the hashes of its links',
  access_objection_link: 'the hash of a link by which somebody can object',
  staff_credential: 'the hash of a member’s password',
  staff_passkey: 'the public part of a member’s passkey',
  staff_totp: 'the sealed seed of a member’s authenticator',
  staff_invitation: 'the hash of an invitation that was not used yet',
  staff_verification: 'a link that was mailed to a member and not used yet',
} as const satisfies Readonly<Record<string, string>>;

export type SignInTable = keyof typeof signInTables;

const keptFigure = 'a figure that pages show of the whole town; the new installation works it out of the rest';

/** What never goes, and why. */
export const tablesLeft = {
  login_session: 'a browser that is signed in to this portal; people sign in again',
  staff_session: 'a browser of the staff that is signed in; they sign in again',
  passkey_challenge: 'a question to a passkey that lives for minutes',
  rate_limit: 'counts of tries that run out within a day',
  form_answer: 'where a form that was sent twice leads; it runs out within a day',
  secret_seen: 'the fingerprint of this installation’s secret',
  worker_beat: 'which workers are alive now',
  account_touched: keptFigure,
  figures_basis: keptFigure,
  account_figures: keptFigure,
  account_at_risk: keptFigure,
  at_risk_figures: keptFigure,
  move_figures: keptFigure,
  move_channel: keptFigure,
  move_day: keptFigure,
  move_step: keptFigure,
  alert_touched: keptFigure,
  alert_listed: keptFigure,
  alert_listed_basis: keptFigure,
  billed_days_touched: keptFigure,
  billed_month: keptFigure,
  billed_month_kept: keptFigure,
  quiet_look: 'what a scan for leaks need not look at again; the new installation looks at every meter',
  migration: 'which migrations ran: caudal/manifest.json says it, and the new database has run them itself',
} as const satisfies Readonly<Record<string, string>>;

/** Schemas beside `public`, and why they stay. */
export const schemasLeft = {
  demo: 'the simulated town of a demo, its processor and its mailbox: nothing of a utility',
  graphile_worker: 'the job queue’s own tables; what waits in it is in caudal/waiting-jobs.csv',
} as const satisfies Readonly<Record<string, string>>;
