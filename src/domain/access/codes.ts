/** Lives and tries of what is sent to prove an address. */
export const codeLimits = {
  /** SP 800-63A-4 section 3.1.8: a code to a validated email address lives at most 24 hours. Mail can be late. */
  emailHours: 24,
  emailTries: 5,
  /** Found numbers wait this long for an email to be given. */
  foundHours: 1,
  /** Whom the owner let in has this long to accept. */
  invitationDays: 14,
  /** SP 800-63A-4: a code to a postal address lives at most 30 days. */
  mailedDays: 30,
  mailedTries: 5,
  /** A new letter only after this long, so that nobody's mailbox is flooded. */
  mailedAgainDays: 7,
  resetMinutes: 60,
  /** After the right password, the second factor is waited for this long. */
  secondFactorMinutes: 10,
  /** The old email can object to a change by its link for this long. */
  emailObjectionDays: 30,
  /** The customer of record can object to somebody's access by the mailed link for this long; by telephone always. */
  objectionDays: 60,
} as const;

/** No 0 and O, 1, I and L, and nothing that can spell a word: read from paper, typed on a phone. */
export const mailedCodeAlphabet = '23456789BCDFGHJKMNPQRSTVWXYZ';
/** 12 of 28 characters: 57 bits. */
export const mailedCodeLength = 12;

/** An owner's invitation on paper: four characters find it, the other twelve are the secret. */
export const helperCodeLength = 16;
export const helperCodeStart = 4;

/** `ABCD-EFGH-JKMN`, as the letter prints it. */
export const formatMailedCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

/** The code however it was typed: any case, any spaces or dashes. */
export const readMailedCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');

/** Six digits however they were typed. */
export const readEmailCode = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '');

/** How many recovery codes a person gets at once. */
export const recoveryCodeCount = 10;
