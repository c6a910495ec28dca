/** At most `hits` in each window of `minutes`, for one key. */
export interface RateLimit {
  readonly name: string;
  readonly hits: number;
  readonly minutes: number;
}

const limit = (name: string, hits: number, minutes: number): RateLimit => ({ name, hits, minutes });

/**
 * Every limit of registration and sign-in. A limit holds requests back, never an account: nobody can lock somebody else out
 * for longer than a window. The global ones stop a guesser who has many addresses; 30,000 accounts on their busiest day
 * stay far below them.
 */
export const rateLimits = {
  findAccountByNumber: limit('find-account.number', 5, 60),
  findAccountByAddress: limit('find-account.address', 20, 60),
  findAccountByAll: limit('find-account.all', 3000, 60),
  registerByAddress: limit('register.address', 20, 60),
  registrationMails: limit('register.mails', 5, 60),
  verifyByAddress: limit('verify.address', 30, 60),
  askOwner: limit('ask-owner.account', 1, 24 * 60),
  askOwnerByAddress: limit('ask-owner.address', 5, 24 * 60),
  invitationByAddress: limit('invitation.address', 30, 60),
  objectionByAddress: limit('objection.address', 30, 60),
  mailedCodeByLogin: limit('mailed-code.login', 10, 60),
  phoneCodeByLogin: limit('phone-code.login', 3, 60),
  phoneCodeByNumber: limit('phone-code.number', 3, 60),
  phoneCodeByAddress: limit('phone-code.address', 10, 60),
  phoneProofByLogin: limit('phone-proof.login', 10, 60),
  textAnswerByNumber: limit('text-answer.number', 3, 60),
  signInByEmail: limit('sign-in.email', 10, 15),
  signInByAddress: limit('sign-in.address', 50, 15),
  passwordResetByEmail: limit('password-reset.email', 3, 60),
  passwordResetByAddress: limit('password-reset.address', 20, 60),
  passkeyByAddress: limit('passkey.address', 60, 15),
  staffSignInByEmail: limit('staff-sign-in.email', 10, 15),
  staffSignInByAddress: limit('staff-sign-in.address', 50, 15),
  staffSecondFactorByAddress: limit('staff-second-factor.address', 30, 15),
} as const;

/** The window that `now` falls in, and the moment the next one opens. Windows are aligned, so they need no bookkeeping. */
export function windowOf(
  limited: RateLimit,
  now: Temporal.Instant,
): { start: Temporal.Instant; end: Temporal.Instant } {
  const length = limited.minutes * 60_000;
  const start = Temporal.Instant.fromEpochMilliseconds(Math.floor(now.epochMilliseconds / length) * length);
  return { start, end: start.add({ milliseconds: length }) };
}
