import { type Cents, present } from '../../../domain/kernel/index.ts';
import type { ProcessorOutcome } from '../../../domain/payments/index.ts';
import type { Database } from '../../../store/database.ts';
import { sandboxId } from '../../gateways/sandbox-id.ts';
import {
  findSandboxCharge,
  insertSandboxCharge,
  type SandboxCharge,
  type SandboxMethod,
} from '../../store/sandbox-processor.ts';
import { happen } from './happen-to-charge.ts';
import { chargeInEvent, recordEvent } from './sandbox-event.ts';

/** What is charged, and whom to tell. */
export interface ChargeAsked {
  readonly reference: string;
  readonly amount: Cents;
  readonly method: SandboxMethod;
  readonly sessionId?: string;
  readonly webhookUrl: string;
  readonly now: Temporal.Instant;
}

/**
 * Charges once a reference, however often it is asked, and records the event that tells about it. A test account that
 * the bank takes back later does so at once, as a second event.
 */
export async function chargeInBooks(tx: Database, asked: ChargeAsked): Promise<SandboxCharge> {
  const { reference, amount, method, sessionId, now } = asked;
  const isNew = await insertSandboxCharge(tx, reference, {
    id: sandboxId('chg'),
    reference,
    ...present({ sessionId }),
    methodToken: method.token,
    amount,
    state: method.declinesWith === undefined ? 'succeeded' : 'declined',
    ...present({ code: method.declinesWith }),
    at: now,
  });
  const charge = await findSandboxCharge(tx, reference);
  if (charge === undefined) throw new Error(`sandbox charge ${reference} neither made nor found`);
  if (!isNew) return charge;
  const kind = sessionId === undefined ? 'charge.succeeded' : 'checkout.paid';
  await recordEvent(
    tx,
    { type: charge.state === 'declined' ? 'charge.declined' : kind, ...chargeInEvent(charge) },
    asked,
  );
  if (charge.state === 'declined' || method.returnsWith === undefined) return charge;
  return happen(tx, charge, { kind: 'return', code: method.returnsWith }, asked);
}

/** A charge, in Caudal's words. */
export function outcomeOfCharge({ id, method, at, state, code, refunded }: SandboxCharge): ProcessorOutcome {
  if (state === 'declined') return { kind: 'declined', code: code ?? 'declined' };
  const money = { payment: id, method: method.shown, at };
  if (state === 'returned') return { kind: state, code: code ?? 'R01', ...money };
  return refunded > 0 ? { kind: 'refunded', refunded, ...money } : { kind: 'succeeded', ...money };
}
