import { z } from 'zod';
import { cents, present } from '../../../domain/kernel/index.ts';
import type { Dispute, MoneySaid, ProcessorOutcome } from '../../../domain/payments/index.ts';
import type { ProcessorEvent } from '../../../gateways/processor/index.ts';
import type { Database } from '../../../store/database.ts';
import { sandboxId } from '../../gateways/sandbox-id.ts';
import { insertSandboxEvent, type SandboxCharge, type SandboxDispute } from '../../store/sandbox-processor.ts';
import { enqueueDelivery } from './enqueue-delivery.ts';

/** What the sandbox sends: its own words, as another company's would be. */
const eventSchema = z.strictObject({
  id: z.string(),
  type: z.enum([
    'checkout.paid',
    'checkout.declined',
    'checkout.closed',
    'setup.saved',
    'setup.closed',
    'charge.succeeded',
    'charge.declined',
    'charge.returned',
    'charge.refunded',
    'charge.reinstated',
    'refund.failed',
    'dispute.opened',
    'dispute.funds-withdrawn',
    'dispute.funds-reinstated',
    'dispute.closed',
  ]),
  reference: z.string(),
  charge: z.string().optional(),
  code: z.string().optional(),
  at: z.string(),
  /** When it was charged, and what was given back of it so far. */
  charged_at: z.string().optional(),
  refunded: z.int().min(0).optional(),
  dispute: z
    .strictObject({
      reference: z.string(),
      amount: z.int().positive(),
      reason: z.string(),
      state: z.enum(['inquiry', 'inquiry-closed', 'needs-response', 'under-review', 'won', 'lost']),
      evidenceDueAt: z.string(),
      withdrawn: z.int().min(0),
      reinstated: z.int().min(0),
      fee: z.int(),
      openedAt: z.string(),
    })
    .optional(),
  method: z
    .strictObject({
      kind: z.enum(['card', 'bank']),
      brand: z.string(),
      last4: z.string(),
      expires_on: z.string().optional(),
    })
    .optional(),
});
type SandboxEvent = z.infer<typeof eventSchema>;
export type SandboxEventType = SandboxEvent['type'];

/** Writes an event and the job that delivers it, in the transaction that causes it. */
export async function recordEvent(
  tx: Database,
  event: Omit<SandboxEvent, 'id' | 'at'>,
  to: { readonly webhookUrl: string; readonly now: Temporal.Instant },
): Promise<void> {
  const id = sandboxId('evt');
  const payload: SandboxEvent = { id, at: to.now.toString(), ...event };
  await insertSandboxEvent(tx, { id, webhookUrl: to.webhookUrl, payload: JSON.stringify(payload), at: to.now });
  await enqueueDelivery(tx);
}

/** The parts of an event that tell about a charge. */
export const chargeInEvent = (
  charge: SandboxCharge,
): Pick<SandboxEvent, 'reference' | 'charge' | 'code' | 'charged_at' | 'refunded' | 'dispute' | 'method'> => ({
  reference: charge.reference,
  charge: charge.id,
  ...present({ code: charge.code, dispute: charge.dispute }),
  charged_at: charge.at.toString(),
  refunded: charge.refunded,
  method: {
    kind: charge.method.shown.kind,
    brand: charge.method.shown.brand,
    last4: charge.method.shown.last4,
    ...present({ expires_on: charge.method.shown.expiresOn?.toString() }),
  },
});

/** Reads an event's body; undefined where it is none of ours. */
export function readSandboxEvent(body: string): ProcessorEvent | undefined {
  const event = eventSchema.safeParse(parseJson(body)).data;
  if (event === undefined) return undefined;
  const outcome = outcomeOf(event);
  return {
    id: event.id,
    kind: event.type,
    // As at other companies, the event does not say what stands refunded after it.
    ...(event.type === 'refund.failed' ? present({ refundsOf: event.charge }) : {}),
    ...(outcome === undefined ? {} : { payment: { reference: event.reference, outcome } }),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function outcomeOf(event: SandboxEvent): ProcessorOutcome | undefined {
  const code = event.code ?? 'declined';
  switch (event.type) {
    case 'checkout.paid':
    case 'charge.succeeded':
      return paid(event, (money) => ({ kind: 'succeeded', ...money }));
    case 'charge.returned':
      return paid(event, (money) => ({ kind: 'returned', code, ...money }));
    case 'charge.refunded':
      return paid(event, (money) => ({
        kind: 'refunded',
        ...money,
        ...(event.refunded === undefined ? {} : { refunded: cents(event.refunded) }),
      }));
    case 'charge.reinstated':
      return paid(event, (money) => ({ kind: 'succeeded', ...money }));
    case 'dispute.opened':
    case 'dispute.funds-withdrawn':
    case 'dispute.funds-reinstated':
    case 'dispute.closed':
      return event.dispute === undefined || event.charge === undefined
        ? undefined
        : {
            kind: 'disputed',
            payment: event.charge,
            dispute: disputeSaid(event.dispute, Temporal.Instant.from(event.at)),
          };
    case 'checkout.declined':
    case 'charge.declined':
      return { kind: 'declined', code };
    case 'checkout.closed':
      return { kind: 'abandoned' };
    case 'refund.failed':
    case 'setup.saved':
    case 'setup.closed':
      return undefined;
  }
}

/** A dispute of the sandbox in Caudal's words, as it was said at a moment. */
export const disputeSaid = (dispute: SandboxDispute, saidAt: Temporal.Instant): Dispute => ({
  reference: dispute.reference,
  amount: cents(dispute.amount),
  reason: dispute.reason,
  state: dispute.state,
  evidenceDueAt: Temporal.Instant.from(dispute.evidenceDueAt),
  withdrawn: cents(dispute.withdrawn),
  reinstated: cents(dispute.reinstated),
  fee: cents(dispute.fee),
  openedAt: Temporal.Instant.from(dispute.openedAt),
  saidAt,
});

function paid(event: SandboxEvent, tell: (money: MoneySaid) => ProcessorOutcome): ProcessorOutcome | undefined {
  if (event.charge === undefined || event.method === undefined) return undefined;
  const { kind, brand, last4, expires_on } = event.method;
  return tell({
    payment: event.charge,
    at: Temporal.Instant.from(event.charged_at ?? event.at),
    saidAt: Temporal.Instant.from(event.at),
    method: {
      kind,
      brand,
      last4,
      ...(expires_on === undefined ? {} : { expiresOn: Temporal.PlainDate.from(expires_on) }),
    },
  });
}
