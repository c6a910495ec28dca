import Stripe from 'stripe';
import { cents, type Language, ok, present, refused } from '../../domain/kernel/index.ts';
import {
  type Answer,
  type CheckoutRequest,
  checkWebhookSignature,
  type PaymentProcessor,
  type PaymentSaid,
  type ProcessorEvent,
  type SetupOutcome,
  type SetupRequest,
} from '../processor/index.ts';
import { outcomeOfDispute } from './stripe-disputes.ts';
import {
  declineCode,
  outcomeOfCharge,
  outcomeOfIntent,
  outcomeOfSession,
  savedMethodShown,
} from './stripe-outcomes.ts';

export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Another server than Stripe's own, for tests. */
  readonly server?: { readonly host: string; readonly port: number; readonly protocol: 'http' };
}

/**
 * Stripe, by its hosted pages alone (Checkout in `payment` and `setup` mode) and off-session payments for drafts. Every
 * call carries an idempotency key made from our reference; Stripe keeps such keys for at least a day, after which
 * `chargeOutcome` finds the payment by the reference in its metadata.
 */
export function stripeProcessor(options: StripeOptions): PaymentProcessor {
  const stripe = new Stripe(options.secretKey, { maxNetworkRetries: 2, timeout: 20_000, ...options.server });
  return {
    name: 'stripe',
    createCheckout: (request) =>
      asking(async () => hostedPage(await stripe.checkout.sessions.create(checkoutOf(request), key('pay', request)))),
    checkoutOutcome: (session) => asking(async () => outcomeOfSession(await sessionOf(stripe, session))),
    closeCheckout: (session) =>
      asking(async () => {
        // Refused where the page is complete or expired already: what it became is asked next either way.
        await stripe.checkout.sessions.expire(session).catch((error: unknown) => {
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        });
        return outcomeOfSession(await sessionOf(stripe, session));
      }),
    createSetup: (request) =>
      asking(async () => hostedPage(await stripe.checkout.sessions.create(setupOf(request), key('save', request)))),
    setupOutcome: (session) => asking(() => setupOutcome(stripe, session)),
    forgetMethod: ({ token }) =>
      asking(async () => {
        await stripe.paymentMethods.detach(token).catch((error: unknown) => {
          if (!isGone(error) && !isNotAttached(error)) throw error;
        });
        return undefined;
      }),
    charge: ({ reference, amount, method, summary }) =>
      asking(async () => {
        try {
          const intent = await stripe.paymentIntents.create(
            {
              amount,
              currency: 'usd',
              ...present({ customer: method.customer }),
              payment_method: method.token,
              off_session: true,
              confirm: true,
              description: summary,
              metadata: { reference, kind: 'draft' },
              expand: ['latest_charge'],
            },
            key('draft', { reference }),
          );
          return outcomeOfIntent(intent);
        } catch (error) {
          // A card that is refused, or that was removed at Stripe's side, is an answer; anything else is none.
          if (error instanceof Stripe.errors.StripeCardError || isGone(error)) {
            return { kind: 'declined', code: declineCode(error.decline_code ?? error.code) } as const;
          }
          throw error;
        }
      }),
    chargeOutcome: (reference) =>
      asking(async () => {
        const found = await stripe.paymentIntents.search({
          query: `metadata['reference']:'${reference}'`,
          limit: 1,
          expand: ['data.latest_charge'],
        });
        const [intent] = found.data;
        return intent === undefined ? undefined : outcomeOfIntent(intent);
      }),
    refund: ({ reference, payment }) =>
      asking(async () => {
        await stripe.refunds.create({ payment_intent: payment, metadata: { reference } }, key('refund', { reference }));
        return outcomeOfIntent(await stripe.paymentIntents.retrieve(payment, { expand: ['latest_charge'] }));
      }),
    refundsOf: (payment) => asking(() => refundsOf(stripe, payment)),
    paymentsSince: (since) => asking(() => paymentsSince(stripe, since)),
    readWebhook(webhook) {
      const checked = checkWebhookSignature(webhook, options.webhookSecret);
      if (!checked.ok) return checked;
      try {
        return ok(readEvent(stripe.webhooks.constructEventWithoutVerification(webhook.body)));
      } catch {
        return refused({ code: 'processor.event-unreadable' });
      }
    },
  };
}

/** What Stripe answers; what it does not answer is `processor-unavailable`. A request of ours that is wrong throws. */
async function asking<Value>(ask: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return ok(await ask());
  } catch (error) {
    const isOurFault =
      !(error instanceof Stripe.errors.StripeError) ||
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeAuthenticationError;
    if (isOurFault) throw error;
    return refused({ code: 'payments.processor-unavailable' });
  }
}

const isGone = (error: unknown): error is Stripe.errors.StripeInvalidRequestError =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';

/** Stripe's answer to detaching what no customer has. */
const isNotAttached = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && /not attached to a customer/.test(error.message);

const key = (what: string, { reference }: { readonly reference: string }) => ({
  idempotencyKey: `${what}:${reference}`,
});

/** Languages of the processor's own pages; where it lacks one, it goes by the browser. */
const itsLanguages = [
  ...[
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'et',
    'fi',
    'fil',
    'fr',
    'hr',
    'hu',
    'id',
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'ms',
    'mt',
  ],
  ...['nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'vi', 'zh'],
];
const locale = (language: Language) => {
  if (language === 'es') return 'es-419';
  if (language === 'zh-Hant') return 'zh-TW';
  return itsLanguages.find((one) => one === language.split('-')[0]) ?? 'auto';
};

/** Both ways back are the same address: what became of the payment is asked, never read from it. */
function checkoutOf({ reference, total, method, language, summary, returnUrl }: CheckoutRequest) {
  return {
    mode: 'payment',
    submit_type: 'pay',
    locale: locale(language),
    client_reference_id: reference,
    metadata: { reference },
    allowed_payment_method_types: [method === 'card' ? 'card' : 'us_bank_account'],
    line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: total, product_data: { name: summary } } }],
    payment_intent_data: { description: summary, metadata: { reference, kind: 'checkout' } },
    success_url: returnUrl,
    cancel_url: returnUrl,
  } as const satisfies Stripe.Checkout.SessionCreateParams;
}

function setupOf({ reference, language, returnUrl }: SetupRequest) {
  return {
    mode: 'setup',
    currency: 'usd',
    locale: locale(language),
    client_reference_id: reference,
    metadata: { reference },
    customer_creation: 'always',
    allowed_payment_method_types: ['card', 'us_bank_account'],
    setup_intent_data: { metadata: { reference } },
    success_url: returnUrl,
    cancel_url: returnUrl,
  } as const satisfies Stripe.Checkout.SessionCreateParams;
}

function hostedPage({ id, url }: Stripe.Checkout.Session) {
  if (url === null) throw new Error(`Stripe made the session ${id} without a page`);
  return { session: id, url };
}

const sessionOf = (stripe: Stripe, session: string): Promise<Stripe.Checkout.Session> =>
  stripe.checkout.sessions.retrieve(session, { expand: ['payment_intent.latest_charge'] });

async function setupOutcome(stripe: Stripe, id: string): Promise<SetupOutcome> {
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['setup_intent.payment_method'] });
  if (session.status === 'open') return { kind: 'open' };
  const intent = typeof session.setup_intent === 'string' ? null : session.setup_intent;
  const method = intent === null || typeof intent.payment_method === 'string' ? null : intent.payment_method;
  const shown = method === null || method === undefined ? undefined : savedMethodShown(method);
  if (method === null || method === undefined || shown === undefined) return { kind: 'abandoned' };
  const customer = typeof session.customer === 'string' ? session.customer : session.customer?.id;
  return { kind: 'saved', method: { token: method.id, shown, ...present({ customer }) } };
}

/** Stripe lists a refund that came back, or was cancelled, with what it would have been. */
const refundedBy = ({ status, amount }: Stripe.Refund): number =>
  status === 'failed' || status === 'canceled' ? 0 : amount;

const idOf = (named: string | { readonly id: string } | null): string | undefined =>
  typeof named === 'string' ? named : named?.id;

/** The refunds of a payment that stand, added up: what a charge says was refunded may count one that came back. */
async function refundsOf(stripe: Stripe, payment: string): Promise<PaymentSaid | undefined> {
  const intent = await stripe.paymentIntents.retrieve(payment, { expand: ['latest_charge'] });
  const reference = intent.metadata['reference'];
  const outcome = outcomeOfIntent(intent);
  if (reference === undefined || !(outcome.kind === 'succeeded' || outcome.kind === 'refunded')) return undefined;
  let refunded = 0;
  for await (const refund of stripe.refunds.list({ payment_intent: payment, limit: 100 }))
    refunded += refundedBy(refund);
  return { reference, outcome: { ...outcome, kind: 'refunded', refunded: cents(refunded) } };
}

const refundEvents = ['refund.failed', 'refund.updated', 'charge.refund.updated'] as const;

const isRefundEvent = (event: Stripe.Event): event is Extract<Stripe.Event, { type: (typeof refundEvents)[number] }> =>
  (refundEvents as readonly string[]).includes(event.type);

/** A dispute is decided within months, a refund may come as late: how much further back than charges they are looked for. */
const olderBy = { hours: 24 * 120 };

/** Charges of a time, and the refunds and disputes of older ones. What has no reference of ours is another system's. */
async function paymentsSince(stripe: Stripe, since: Temporal.Instant): Promise<readonly PaymentSaid[]> {
  const from = (moment: Temporal.Instant) => ({
    created: { gte: Math.floor(moment.epochMilliseconds / 1000) },
    limit: 100,
  });
  const said = new Map<string, PaymentSaid>();
  const hear = (charge: Stripe.Charge) => {
    const reference = charge.metadata['reference'];
    const outcome = outcomeOfCharge(charge);
    if (reference !== undefined && outcome !== undefined) said.set(charge.id, { reference, outcome });
  };
  for await (const charge of stripe.charges.list(from(since))) hear(charge);
  const older = since.subtract(olderBy);
  const cameBack = new Map<string, string>();
  for await (const refund of stripe.refunds.list({ ...from(older), expand: ['data.charge'] })) {
    if (typeof refund.charge !== 'object' || refund.charge === null) continue;
    hear(refund.charge);
    const payment = idOf(refund.payment_intent);
    if (refundedBy(refund) === 0 && payment !== undefined) cameBack.set(refund.charge.id, payment);
  }
  for (const [charge, payment] of cameBack) {
    const now = await refundsOf(stripe, payment);
    if (now !== undefined) said.set(charge, now);
  }
  const disputes: PaymentSaid[] = [];
  for await (const dispute of stripe.disputes.list(from(older))) {
    // It says how things stand, not since when: older than any webhook of it.
    const outcome = outcomeOfDispute(dispute, { at: Temporal.Instant.fromEpochMilliseconds(dispute.created * 1000) });
    if (outcome !== undefined) disputes.push({ outcome });
  }
  return [...said.values(), ...disputes];
}

const disputeEvents = [
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;

const isDisputeEvent = (
  event: Stripe.Event,
): event is Extract<Stripe.Event, { type: (typeof disputeEvents)[number] }> =>
  (disputeEvents as readonly string[]).includes(event.type);

/** The events that docs/reference/payments.md asks to subscribe; any other says nothing about a payment. */
function readEvent(event: Stripe.Event): ProcessorEvent {
  const { id, type } = event;
  const saidAt = event.created === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(event.created * 1000);
  if (isDisputeEvent(event)) {
    const at = saidAt ?? Temporal.Instant.fromEpochMilliseconds(event.data.object.created * 1000);
    const outcome = outcomeOfDispute(event.data.object, { at, event: type });
    return outcome === undefined ? { id, kind: type } : { id, kind: type, payment: { outcome } };
  }
  if (isRefundEvent(event)) {
    const payment = refundedBy(event.data.object) > 0 ? undefined : idOf(event.data.object.payment_intent);
    return { id, kind: type, ...present({ refundsOf: payment }) };
  }
  if (event.type === 'checkout.session.expired' && event.data.object.mode === 'payment') {
    const reference = event.data.object.client_reference_id;
    return reference === null
      ? { id, kind: type }
      : { id, kind: type, payment: { reference, outcome: { kind: 'abandoned' } } };
  }
  if (
    event.type === 'charge.succeeded' ||
    event.type === 'charge.pending' ||
    event.type === 'charge.failed' ||
    event.type === 'charge.refunded'
  ) {
    const reference = event.data.object.metadata['reference'];
    const outcome = outcomeOfCharge(event.data.object, saidAt);
    if (reference !== undefined && outcome !== undefined) return { id, kind: type, payment: { reference, outcome } };
  }
  return { id, kind: type };
}
