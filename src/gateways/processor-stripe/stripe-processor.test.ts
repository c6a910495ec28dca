import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { cents } from '../../domain/kernel/index.ts';
import { stripeProcessor } from './stripe-processor.ts';

const now = Temporal.Instant.from('2026-05-20T17:00:00Z');
const reference = '7K3M-9QXT-02WD-HV5A';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly body: Readonly<Record<string, string>>;
}

/** A server that speaks as Stripe does, on this machine: it keeps what it was asked and answers what it is told. */
async function atStripe<Value>(
  answer: (asked: Asked) => { status?: number; body: object },
  work: (processor: ReturnType<typeof stripeProcessor>, asked: Asked[]) => Promise<Value>,
): Promise<Value> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const key = request.headers['idempotency-key'];
    const one: Asked = {
      method: request.method ?? '',
      path: decodeURIComponent(request.url ?? ''),
      key: typeof key === 'string' ? key : undefined,
      body: Object.fromEntries(new URLSearchParams(body)),
    };
    asked.push(one);
    const { status = 200, body: said } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await work(
      stripeProcessor({
        secretKey: 'sk_test_none',
        webhookSecret: 'whsec_test',
        server: { host: '127.0.0.1', port, protocol: 'http' },
      }),
      asked,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const charge = (about: object = {}) => ({
  id: 'ch_1',
  object: 'charge',
  status: 'succeeded',
  created: 1_779_296_400,
  payment_intent: 'pi_1',
  refunded: false,
  failure_code: null,
  outcome: null,
  metadata: { reference, kind: 'checkout' },
  payment_method_details: {
    type: 'card',
    card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2030 },
  },
  ...about,
});

test('a hosted page: the sum, the one method, the language, the way back, and a key made of the reference', async () => {
  await atStripe(
    () => ({ body: { id: 'cs_1', object: 'checkout.session', url: 'https://checkout.stripe.com/c/pay/cs_1' } }),
    async (processor, asked) => {
      const page = await processor.createCheckout({
        reference,
        total: cents(6134),
        method: 'bank',
        language: 'es',
        summary: 'Medford Water, cuenta 00123456-0004321',
        returnUrl: 'https://water.example.org/processor/return/x',
        now,
      });
      expect(page).toEqual({ ok: true, value: { session: 'cs_1', url: 'https://checkout.stripe.com/c/pay/cs_1' } });
      expect(asked[0]).toMatchObject({ method: 'POST', path: '/v1/checkout/sessions', key: `pay:${reference}` });
      expect(asked[0]?.body).toMatchObject({
        mode: 'payment',
        locale: 'es-419',
        client_reference_id: reference,
        'allowed_payment_method_types[0]': 'us_bank_account',
        'line_items[0][price_data][unit_amount]': '6134',
        'line_items[0][price_data][currency]': 'usd',
        'payment_intent_data[metadata][reference]': reference,
        success_url: 'https://water.example.org/processor/return/x',
        cancel_url: 'https://water.example.org/processor/return/x',
      });
    },
  );
});

test.each([
  ['open', { status: 'open', payment_intent: null }, { kind: 'open' }],
  ['expired untouched', { status: 'expired', payment_intent: null }, { kind: 'abandoned' }],
  [
    'paid',
    { status: 'complete', payment_intent: { id: 'pi_1', status: 'succeeded', latest_charge: charge() } },
    { kind: 'succeeded', payment: 'pi_1', method: { kind: 'card', brand: 'Visa', last4: '4242' } },
  ],
  [
    'a bank debit on its way',
    {
      status: 'complete',
      payment_intent: {
        id: 'pi_1',
        status: 'processing',
        latest_charge: charge({
          status: 'pending',
          payment_method_details: {
            type: 'us_bank_account',
            us_bank_account: { bank_name: 'Test Bank', last4: '6789' },
          },
        }),
      },
    },
    { kind: 'succeeded', method: { kind: 'bank', brand: 'Test Bank', last4: '6789' } },
  ],
])('a page that is %s', async (_, session, outcome) => {
  await atStripe(
    () => ({ body: { id: 'cs_1', object: 'checkout.session', ...session } }),
    async (processor) => {
      expect(await processor.checkoutOutcome('cs_1')).toMatchObject({ ok: true, value: outcome });
    },
  );
});

test('a draft is charged off-session with its own key; a refusal is an answer', async () => {
  const draft = {
    reference,
    amount: cents(6134),
    method: { token: 'pm_1', customer: 'cus_1', shown: { kind: 'card', brand: 'Visa', last4: '0341' } },
    summary: 'Medford Water',
    now,
  } as const;
  await atStripe(
    () => ({
      status: 402,
      body: { error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', message: 'no' } },
    }),
    async (processor, asked) => {
      expect(await processor.charge(draft)).toEqual({
        ok: true,
        value: { kind: 'declined', code: 'insufficient-funds' },
      });
      expect(asked[0]).toMatchObject({ path: '/v1/payment_intents', key: `draft:${reference}` });
      expect(asked[0]?.body).toMatchObject({
        off_session: 'true',
        confirm: 'true',
        customer: 'cus_1',
        payment_method: 'pm_1',
      });
    },
  );
});

test('a processor in trouble is unavailable, and nothing is known', async () => {
  await atStripe(
    () => ({ status: 500, body: { error: { type: 'api_error', message: 'trouble' } } }),
    async (processor) => {
      expect(await processor.checkoutOutcome('cs_1')).toEqual({
        ok: false,
        problem: { code: 'payments.processor-unavailable' },
      });
    },
  );
});

test('a saved method comes with its customer', async () => {
  const method = { id: 'pm_1', card: { brand: 'amex', last4: '0005', exp_month: 1, exp_year: 2031 } };
  await atStripe(
    () => ({ body: { id: 'cs_1', status: 'complete', customer: 'cus_1', setup_intent: { payment_method: method } } }),
    async (processor) => {
      expect(await processor.setupOutcome('cs_1')).toMatchObject({
        value: { kind: 'saved', method: { token: 'pm_1', customer: 'cus_1', shown: { brand: 'American Express' } } },
      });
    },
  );
});

test.each([
  ['charge.succeeded', charge(), { kind: 'succeeded', payment: 'pi_1' }],
  ['charge.refunded', charge({ refunded: true }), { kind: 'refunded' }],
  ['charge.refunded', charge({ amount_refunded: 2000 }), { kind: 'refunded', refunded: 2000 }],
  [
    'charge.failed',
    charge({
      status: 'failed',
      failure_code: 'insufficient_funds',
      payment_method_details: { type: 'us_bank_account', us_bank_account: { bank_name: 'Test Bank', last4: '1116' } },
    }),
    { kind: 'returned', code: 'R01' },
  ],
  // A card refused on a page that stays open for another: no news yet.
  ['charge.failed', charge({ status: 'failed', failure_code: 'card_declined' }), undefined],
  [
    'checkout.session.expired',
    { id: 'cs_1', object: 'checkout.session', mode: 'payment', client_reference_id: reference },
    { kind: 'abandoned' },
  ],
  ['customer.created', { id: 'cus_1', object: 'customer' }, undefined],
])('a webhook %s, signed by Stripe, is read', (type, object, outcome) => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
  const processor = stripeProcessor({ secretKey: 'sk_test_none', webhookSecret: 'whsec_test' });
  const timestamp = Math.floor(now.epochMilliseconds / 1000);
  const signature = new Stripe('sk_test_none').webhooks.generateTestHeaderString({
    payload: body,
    secret: 'whsec_test',
    timestamp,
  });
  const read = processor.readWebhook({ body, signature, now });
  expect(read).toMatchObject({ ok: true, value: { id: 'evt_1', kind: type } });
  if (outcome === undefined) expect(read.ok && read.value.payment).toBeUndefined();
  else expect(read.ok && read.value.payment).toMatchObject({ reference, outcome });
  expect(processor.readWebhook({ body: `${body} `, signature, now }).ok).toBe(false);
});

const refundAtStripe = (status: string, amount: number) => ({
  id: `re_${status}_${amount}`,
  object: 'refund',
  payment_intent: 'pi_1',
  charge: 'ch_1',
  status,
  amount,
});

/** An event as Stripe would send it. */
const sent = (type: string, object: object) => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
  const timestamp = Math.floor(now.epochMilliseconds / 1000);
  const stripe = new Stripe('sk_test_none');
  return {
    body,
    now,
    signature: stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_test', timestamp }),
  };
};

test.each([
  ['refund.failed', 'failed', 'pi_1'],
  ['refund.updated', 'canceled', 'pi_1'],
  ['charge.refund.updated', 'failed', 'pi_1'],
  // It is on its way, as charge.refunded said.
  ['refund.updated', 'succeeded', undefined],
])('a webhook %s of a refund that is %s asks what stands refunded', (type, status, asks) => {
  const processor = stripeProcessor({ secretKey: 'sk_test_none', webhookSecret: 'whsec_test' });
  const read = processor.readWebhook(sent(type, refundAtStripe(status, 2000)));
  expect(read).toMatchObject({ ok: true, value: { id: 'evt_1', kind: type } });
  expect(read.ok && read.value.refundsOf).toBe(asks);
});

test('what stands refunded of a payment is its refunds, less those that came back, also for the daily comparison', async () => {
  const refunded = charge({ amount_refunded: 3500 });
  const refunds = [
    { ...refundAtStripe('succeeded', 500), charge: refunded },
    { ...refundAtStripe('pending', 1000), charge: refunded },
    { ...refundAtStripe('failed', 2000), charge: refunded },
  ];
  await atStripe(
    ({ path }) => ({
      body: path.startsWith('/v1/payment_intents/pi_1')
        ? {
            id: 'pi_1',
            object: 'payment_intent',
            status: 'succeeded',
            metadata: { reference },
            latest_charge: refunded,
          }
        : { object: 'list', has_more: false, data: path.startsWith('/v1/refunds') ? refunds : [] },
    }),
    async (processor) => {
      const stands = { reference, outcome: { kind: 'refunded', refunded: 1500, payment: 'pi_1' } };
      expect(await processor.refundsOf('pi_1')).toMatchObject({ ok: true, value: stands });
      const listed = await processor.paymentsSince(now);
      expect(listed.ok && listed.value).toHaveLength(1);
      expect(listed).toMatchObject({ ok: true, value: [stands] });
    },
  );
});

test('a method is forgotten by detaching it; one that Stripe no longer knows, or has detached, is forgotten', async () => {
  const error = (code: string, message: string) => ({
    status: 400,
    body: { error: { type: 'invalid_request_error', code, message } },
  });
  const said = [
    { body: { id: 'pm_1', object: 'payment_method' } },
    error('resource_missing', 'No such PaymentMethod'),
    error('payment_method_unexpected_state', 'The payment method you provided is not attached to a customer'),
  ];
  for (const answer of said) {
    await atStripe(
      () => answer,
      async (processor, asked) => {
        expect(await processor.forgetMethod({ token: 'pm_1' })).toEqual({ ok: true, value: undefined });
        expect(asked).toMatchObject([{ method: 'POST', path: '/v1/payment_methods/pm_1/detach' }]);
      },
    );
  }
});

const dispute = (about: object = {}) => ({
  id: 'dp_1',
  object: 'dispute',
  amount: 6134,
  reason: 'fraudulent',
  status: 'needs_response',
  created: 1_779_382_800,
  payment_intent: 'pi_1',
  evidence_details: { due_by: 1_780_000_000 },
  balance_transactions: [],
  ...about,
});

test.each([
  ['charge.dispute.created', dispute(), { state: 'needs-response', withdrawn: 0, fee: 0 }],
  ['charge.dispute.funds_withdrawn', dispute(), { withdrawn: 6134 }],
  [
    'charge.dispute.funds_withdrawn',
    dispute({ balance_transactions: [{ amount: -6134, fee: 1500 }] }),
    { withdrawn: 6134, reinstated: 0, fee: 1500 },
  ],
  ['charge.dispute.funds_reinstated', dispute({ status: 'won' }), { state: 'won', reinstated: 6134 }],
  ['charge.dispute.closed', dispute({ status: 'lost' }), { state: 'lost' }],
  ['charge.dispute.closed', dispute({ status: 'warning_closed' }), { state: 'inquiry-closed', withdrawn: 0 }],
])('%s is read as what was said so far', (type, object, said) => {
  const body = JSON.stringify({ id: 'evt_1', object: 'event', type, created: 1_779_400_000, data: { object } });
  const processor = stripeProcessor({ secretKey: 'sk_test_none', webhookSecret: 'whsec_test' });
  const timestamp = Math.floor(now.epochMilliseconds / 1000);
  const signature = new Stripe('sk_test_none').webhooks.generateTestHeaderString({
    payload: body,
    secret: 'whsec_test',
    timestamp,
  });
  const read = processor.readWebhook({ body, signature, now });
  expect(read.ok && read.value.payment).toMatchObject({
    outcome: { kind: 'disputed', payment: 'pi_1', dispute: { reference: 'dp_1', amount: 6134, ...said } },
  });
});

test('a settled bank debit that comes back is a dispute at Stripe, and a return here', async () => {
  const lists: Readonly<Record<string, readonly object[]>> = {
    charges: [charge({ amount_refunded: 500 })],
    refunds: [],
    disputes: [dispute({ reason: 'debit_not_authorized', status: 'lost' })],
  };
  await atStripe(
    ({ path }) => ({
      body: { object: 'list', has_more: false, data: lists[/\/v1\/(\w+)/.exec(path)?.[1] ?? ''] ?? [] },
    }),
    async (processor) => {
      expect(await processor.paymentsSince(now)).toMatchObject({
        ok: true,
        value: [
          { reference, outcome: { kind: 'refunded', refunded: 500 } },
          { outcome: { kind: 'returned', code: 'R10', payment: 'pi_1' } },
        ],
      });
    },
  );
});
