import type Stripe from 'stripe';
import { cents, present } from '../../domain/kernel/index.ts';
import { cardExpiresOn, type MethodShown, type ProcessorOutcome } from '../../domain/payments/index.ts';

/** Stripe's decline and failure codes in Caudal's words; any other is a decline without a reason we can name. */
const declineCodes: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient-funds',
  expired_card: 'expired-card',
  incorrect_cvc: 'incorrect-code',
  invalid_cvc: 'incorrect-code',
  account_closed: 'account-closed',
  no_account: 'no-such-account',
  resource_missing: 'method-unknown',
};

/** Stripe's words for a bank debit that came back, as the code of the bank's return. */
const returnCodes: Readonly<Record<string, string>> = {
  insufficient_funds: 'R01',
  account_closed: 'R02',
  no_account: 'R03',
  incorrect_account_holder_name: 'R03',
  invalid_account_number: 'R04',
  payment_stopped: 'R08',
  debit_not_authorized: 'R10',
  bank_ownership_changed: 'R12',
  account_frozen: 'R16',
  bank_account_restricted: 'R20',
};

const returnCode = (code: string | null | undefined): string =>
  /^R\d\d$/.test(code ?? '') ? (code ?? '') : (returnCodes[code ?? ''] ?? 'returned');

export const declineCode = (code: string | null | undefined): string => declineCodes[code ?? ''] ?? 'card-declined';

/**
 * What a charge says. A bank debit is `pending` for days: it counts from the day it was authorised, and one that fails
 * later is returned. A card refused on a hosted page says nothing yet, since the page stays open for another.
 */
export function outcomeOfCharge(charge: Stripe.Charge, saidAt?: Temporal.Instant): ProcessorOutcome | undefined {
  const bank = charge.payment_method_details?.type === 'us_bank_account';
  const payment = typeof charge.payment_intent === 'string' ? charge.payment_intent : charge.payment_intent?.id;
  const method = methodShown(charge.payment_method_details);
  const code = declineCode(charge.outcome?.reason ?? charge.failure_code);
  if (charge.status === 'failed' && !bank) {
    return charge.metadata['kind'] === 'draft' ? { kind: 'declined', code } : undefined;
  }
  if (payment === undefined || method === undefined) return undefined;
  const at = Temporal.Instant.fromEpochMilliseconds(charge.created * 1000);
  const money = { payment, method, at, ...present({ saidAt }) };
  if (charge.status === 'failed') return { kind: 'returned', code: returnCode(charge.failure_code), ...money };
  const refunded = cents(charge.amount_refunded ?? 0);
  if (refunded > 0) return { kind: 'refunded', refunded, ...money };
  return charge.refunded ? { kind: 'refunded', ...money } : { kind: 'succeeded', ...money };
}

/** What a payment says by its latest charge, which must be expanded. */
export function outcomeOfIntent(intent: Stripe.PaymentIntent): ProcessorOutcome {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const said = charge === null ? undefined : outcomeOfCharge(charge);
  if (said !== undefined) return said;
  const error = intent.last_payment_error;
  if (error !== null && error !== undefined)
    return { kind: 'declined', code: declineCode(error.decline_code ?? error.code) };
  return intent.status === 'canceled' ? { kind: 'abandoned' } : { kind: 'open' };
}

/** What a hosted page says; its payment must be expanded with the latest charge. */
export function outcomeOfSession(session: Stripe.Checkout.Session): ProcessorOutcome {
  if (session.status === 'open') return { kind: 'open' };
  const intent = typeof session.payment_intent === 'string' ? null : session.payment_intent;
  if (intent === null) return session.status === 'expired' ? { kind: 'abandoned' } : { kind: 'open' };
  const said = outcomeOfIntent(intent);
  return session.status === 'expired' && said.kind === 'open' ? { kind: 'abandoned' } : said;
}

function methodShown(details: Stripe.Charge.PaymentMethodDetails | null): MethodShown | undefined {
  if (details?.us_bank_account !== undefined) {
    return {
      kind: 'bank',
      brand: details.us_bank_account.bank_name ?? 'Bank',
      last4: details.us_bank_account.last4 ?? '',
    };
  }
  return details?.card === undefined ? undefined : cardShown(details.card);
}

/** Stripe's brands as printed on the cards. */
const brands: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'MasterCard',
  discover: 'Discover',
  amex: 'American Express',
};

interface CardDetails {
  readonly brand: string | null;
  readonly last4: string | null;
  readonly exp_month: number;
  readonly exp_year: number;
}

const cardShown = (card: CardDetails): MethodShown => ({
  kind: 'card',
  brand: brands[card.brand ?? ''] ?? 'Card',
  last4: card.last4 ?? '',
  expiresOn: cardExpiresOn(card.exp_year, card.exp_month),
});

/** A method saved by a hosted page; undefined where it is neither a card nor a bank account. */
export function savedMethodShown(method: Stripe.PaymentMethod): MethodShown | undefined {
  if (method.card !== undefined) return cardShown(method.card);
  const bank = method.us_bank_account;
  return bank === undefined ? undefined : { kind: 'bank', brand: bank.bank_name ?? 'Bank', last4: bank.last4 ?? '' };
}
