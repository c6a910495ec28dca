/** What the customer must do before autopay can go on. */
type Mend =
  /** The account or card cannot be charged: another one. */
  | 'new-method'
  /** They told their bank no: they must agree again, with the same account or another. */
  | 'new-agreement';

/** Why, in the groups that customers are told. */
export type ReturnWhy =
  | 'not-enough-money'
  | 'no-account'
  | 'not-authorized'
  | 'stopped'
  | 'frozen'
  | 'card'
  | 'disputed'
  | 'other';

interface ReturnReason {
  readonly why: ReturnWhy;
  /** It may be presented once more, unchanged; else autopay waits for the customer, who must do this. */
  readonly mend?: Mend;
}

const newMethod = (why: ReturnWhy): ReturnReason => ({ why, mend: 'new-method' });
const newAgreement = (why: ReturnWhy): ReturnReason => ({ why, mend: 'new-agreement' });

/**
 * Why a bank sends a debit back, by the codes of the Nacha Operating Rules, and why a card is refused, by the processor's
 * words in ours. Only R01 and R09, a lack of money, may be presented again (Nacha, subsection 2.12.4); a code that is not
 * here may not.
 */
export const returnReasons: Readonly<Record<string, ReturnReason>> = {
  R01: { why: 'not-enough-money' },
  R02: newMethod('no-account'),
  R03: newMethod('no-account'),
  R04: newMethod('no-account'),
  R05: newAgreement('not-authorized'),
  R06: newAgreement('other'),
  R07: newAgreement('not-authorized'),
  R08: newAgreement('stopped'),
  R09: { why: 'not-enough-money' },
  R10: newAgreement('not-authorized'),
  R11: newAgreement('not-authorized'),
  R12: newMethod('no-account'),
  R13: newMethod('no-account'),
  R14: newMethod('frozen'),
  R15: newMethod('frozen'),
  R16: newMethod('frozen'),
  R17: newMethod('no-account'),
  R20: newMethod('no-account'),
  R29: newAgreement('not-authorized'),
  'insufficient-funds': { why: 'not-enough-money' },
  'card-declined': { why: 'card' },
  'expired-card': newMethod('card'),
  'incorrect-code': newMethod('card'),
  'account-closed': newMethod('no-account'),
  'no-such-account': newMethod('no-account'),
  'method-unknown': newMethod('card'),
  /** A payment of autopay that the customer disputes at their bank. */
  disputed: newAgreement('disputed'),
};

export const returnReason = (code: string): ReturnReason => returnReasons[code] ?? newAgreement('other');
