import { cents, ok, refused, zeroCents } from '../../../domain/kernel/index.ts';
import type { ProcessorOutcome } from '../../../domain/payments/index.ts';
import {
  checkWebhookSignature,
  type PaymentProcessor,
  type PaymentSaid,
  type SetupOutcome,
  type SetupRequest,
} from '../../../gateways/processor/index.ts';
import type { Database } from '../../../store/database.ts';
import { sandboxId } from '../../gateways/sandbox-id.ts';
import {
  findSandboxCharge,
  findSandboxChargeById,
  findSandboxMethod,
  findSandboxSession,
  forgetSandboxMethod,
  insertSandboxSession,
  type NewSandboxSession,
  type SandboxCharge,
  type SandboxSession,
  sandboxChargesSince,
} from '../../store/sandbox-processor.ts';
import { chargeInBooks, outcomeOfCharge } from './charge-in-books.ts';
import { closeHostedPage } from './close-hosted-page.ts';
import { happenToCharge } from './happen-to-charge.ts';
import type { Sandbox } from './sandbox.ts';
import { disputeSaid, readSandboxEvent } from './sandbox-event.ts';

/** A hosted page stays open this long. */
const openFor = Temporal.Duration.from({ hours: 1 });

/**
 * A processor for demos and tests that behaves like a real one: its own books, hosted pages on which only test numbers
 * work, and signed webhooks over HTTP that come late, twice and in any order. No real money, and no number is stored.
 */
export function sandboxProcessor(sandbox: Sandbox): PaymentProcessor {
  const { db, merchant, webhookUrl } = sandbox;
  const openPage = async (
    request: SetupRequest,
    asks: Pick<NewSandboxSession, 'purpose' | 'amount' | 'methodKind'>,
  ) => {
    const { reference, language, summary, returnUrl, now } = request;
    const made = await insertSandboxSession(db, `${asks.purpose}:${reference}`, {
      id: sandboxId('ses'),
      ...{ reference, language, merchant, summary, returnUrl },
      createdAt: now,
      expiresAt: now.add(openFor),
      ...asks,
    });
    return ok({ session: made.id, url: sandbox.pageUrl(made.id) });
  };
  return {
    name: 'sandbox',
    createCheckout: (request) =>
      openPage(request, { purpose: 'payment', amount: request.total, methodKind: request.method }),
    createSetup: (request) => openPage(request, { purpose: 'setup', amount: zeroCents }),
    checkoutOutcome: async (id) => ok(await checkoutOutcome(db, await findSandboxSession(db, id))),
    closeCheckout: async (id, now) => ok(await checkoutOutcome(db, await closeHostedPage(sandbox, id, now))),
    setupOutcome: async (id) => ok(await setupOutcome(db, await findSandboxSession(db, id))),
    async forgetMethod({ token }) {
      await forgetSandboxMethod(db, token);
      return ok(undefined);
    },
    async charge({ reference, amount, method: { token }, now }) {
      const method = await findSandboxMethod(db, token);
      if (method === undefined) return ok({ kind: 'declined', code: 'method-unknown' });
      const asked = { reference, amount, method, webhookUrl, now };
      return ok(outcomeOfCharge(await db.transaction((tx) => chargeInBooks(tx, asked))));
    },
    async chargeOutcome(reference) {
      const charge = await findSandboxCharge(db, reference);
      return ok(charge === undefined ? undefined : outcomeOfCharge(charge));
    },
    async refund({ reference, now }) {
      const charge = await findSandboxCharge(db, reference);
      if (charge === undefined) throw new Error(`the sandbox never charged ${reference}`);
      const happening = { kind: 'refund', amount: cents(charge.amount - charge.refunded) } as const;
      const refunded = await happenToCharge(sandbox, reference, { happening, now });
      return ok(outcomeOfCharge(refunded.ok ? refunded.value : charge));
    },
    async refundsOf(payment) {
      const charge = await findSandboxChargeById(db, payment);
      if (charge === undefined) return ok(undefined);
      const { reference, refunded, id, at } = charge;
      return ok({ reference, outcome: { kind: 'refunded', refunded, payment: id, method: charge.method.shown, at } });
    },
    async paymentsSince(since) {
      const charges = await sandboxChargesSince(db, since);
      return ok(charges.flatMap((charge) => saidOf(charge)));
    },
    readWebhook(webhook) {
      const checked = checkWebhookSignature(webhook, sandbox.webhookSecret);
      if (!checked.ok) return checked;
      const event = readSandboxEvent(webhook.body);
      return event === undefined ? refused({ code: 'processor.event-unreadable' }) : ok(event);
    },
  };
}

/** All that the sandbox's books say about a charge; what was declined moved no money. */
function saidOf(charge: SandboxCharge): readonly PaymentSaid[] {
  const { reference, state, dispute, id: payment } = charge;
  if (state === 'declined') return [];
  const money = { reference, outcome: outcomeOfCharge(charge) };
  if (dispute === undefined) return [money];
  // It says how things stand, not since when: older than any word that was sent of it.
  const said = disputeSaid(dispute, Temporal.Instant.from(dispute.openedAt));
  return [money, { reference, outcome: { kind: 'disputed', payment, dispute: said } }];
}

async function checkoutOutcome(db: Database, session: SandboxSession | undefined): Promise<ProcessorOutcome> {
  if (session === undefined) return { kind: 'abandoned' };
  if (session.state === 'open') return { kind: 'open' };
  if (session.state === 'closed') return unpaid(session);
  const charge = await findSandboxCharge(db, session.reference);
  if (charge === undefined) throw new Error(`sandbox session ${session.id} is complete but was never charged`);
  return outcomeOfCharge(charge);
}

async function setupOutcome(db: Database, session: SandboxSession | undefined): Promise<SetupOutcome> {
  if (session === undefined) return { kind: 'abandoned' };
  if (session.state === 'open') return { kind: 'open' };
  const { methodToken } = session;
  const method = methodToken === undefined ? undefined : await findSandboxMethod(db, methodToken);
  return method === undefined
    ? unpaid(session)
    : { kind: 'saved', method: { token: method.token, shown: method.shown } };
}

const unpaid = ({ declinedWith }: SandboxSession) =>
  declinedWith === undefined ? ({ kind: 'abandoned' } as const) : ({ kind: 'declined', code: declinedWith } as const);
