import { isBefore, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { cardExpiresOn, type MethodShown } from '../../../domain/payments/index.ts';

/** What a customer typed on the sandbox's page. It lives for this call only: no number is ever stored or logged. */
export type TypedMethod =
  | { readonly kind: 'card'; readonly number: string; readonly expiry: string; readonly code: string }
  | { readonly kind: 'bank'; readonly routing: string; readonly account: string };

export interface RecognisedMethod {
  readonly shown: MethodShown;
  /** Refused when it is saved or charged on the page. */
  readonly declinesWith?: string;
  /** Accepted on the page, refused when it is charged later: an autopay draft that fails. */
  readonly laterDeclinesWith?: string;
  /** Accepted, then taken back by the bank. */
  readonly returnsWith?: string;
}

type Behaviour = Omit<RecognisedMethod, 'shown'>;

/** The numbers that card companies and processors publish for tests; no real card has them. */
const cards: Readonly<Record<string, { readonly brand: string } & Behaviour>> = {
  '4242424242424242': { brand: 'Visa' },
  '5555555555554444': { brand: 'MasterCard' },
  '6011111111111117': { brand: 'Discover' },
  '378282246310005': { brand: 'American Express' },
  '4000000000000002': { brand: 'Visa', declinesWith: 'card-declined' },
  '4000000000009995': { brand: 'Visa', declinesWith: 'insufficient-funds' },
  '4000000000000069': { brand: 'Visa', declinesWith: 'expired-card' },
  '4000000000000127': { brand: 'Visa', declinesWith: 'incorrect-code' },
  '4000000000000341': { brand: 'Visa', laterDeclinesWith: 'card-declined' },
};

const testRouting = '110000000';
const banks: Readonly<Record<string, Behaviour>> = {
  '000123456789': {},
  '000111111116': { declinesWith: 'no-such-account' },
  '000111111113': { laterDeclinesWith: 'account-closed' },
  '000222222227': { returnsWith: 'R01' },
};

export type SandboxProblem = Problem<
  | 'sandbox-processor.test-numbers-only'
  | 'sandbox-processor.expiry-unreadable'
  | 'sandbox-processor.expired'
  | 'sandbox-processor.code-unreadable'
  | 'sandbox-processor.routing-unknown'
>;

/** Recognises a test card or bank account; anything else is refused unread, so that nobody leaves a real number here. */
export function recogniseTestNumber(
  typed: TypedMethod,
  today: Temporal.PlainDate,
): Result<RecognisedMethod, SandboxProblem> {
  return typed.kind === 'card' ? recogniseCard(typed, today) : recogniseBank(typed);
}

function recogniseCard(
  typed: Extract<TypedMethod, { kind: 'card' }>,
  today: Temporal.PlainDate,
): Result<RecognisedMethod, SandboxProblem> {
  const number = typed.number.replace(/[\s-]/g, '');
  const card = cards[number];
  if (card === undefined) return refused({ code: 'sandbox-processor.test-numbers-only', field: 'number' });
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(typed.expiry) ?? [];
  if (month === undefined || year === undefined || Number(month) < 1 || Number(month) > 12) {
    return refused({ code: 'sandbox-processor.expiry-unreadable', field: 'expiry' });
  }
  const expiresOn = cardExpiresOn(2000 + Number(year), Number(month));
  if (isBefore(expiresOn, today)) {
    return refused({ code: 'sandbox-processor.expired', field: 'expiry' });
  }
  if (!/^\d{3,4}$/.test(typed.code.trim()))
    return refused({ code: 'sandbox-processor.code-unreadable', field: 'code' });
  const { brand, ...behaviour } = card;
  return ok({ shown: { kind: 'card', brand, last4: number.slice(-4), expiresOn }, ...behaviour });
}

function recogniseBank(typed: Extract<TypedMethod, { kind: 'bank' }>): Result<RecognisedMethod, SandboxProblem> {
  if (typed.routing.replace(/\s/g, '') !== testRouting) {
    return refused({ code: 'sandbox-processor.routing-unknown', field: 'routing' });
  }
  const account = typed.account.replace(/\s/g, '');
  const behaviour = banks[account];
  if (behaviour === undefined) return refused({ code: 'sandbox-processor.test-numbers-only', field: 'account' });
  return ok({ shown: { kind: 'bank', brand: 'Sandbox Bank', last4: account.slice(-4) }, ...behaviour });
}
