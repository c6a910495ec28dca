import { type Cents, present } from '../../../domain/kernel/index.ts';
import type { ProcessorOutcome } from '../../../domain/payments/index.ts';
import type { Database } from '../../../store/database.ts';
import { sandboxId } from '../../gateways/sandbox-id.ts';
import {
  findSandboxCharge,
  insertSandboxCharge,
  type SandboxCharge,
  type SandboxMethod,
  undoSandboxCharge,
} from '../../store/sandbox-processor.ts';
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
 * Charges once a reference, however often it is asked, and records the event that tells of it. A test account that
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
  return undoInBooks(tx, charge, { ...asked, state: 'returned', code: method.returnsWith });
}

/** Takes a standing charge back; what was undone before stays as it is. */
export async function undoInBooks(
  tx: Database,
  charge: SandboxCharge,
  undone: {
    readonly state: 'returned' | 'refunded';
    readonly code?: string;
    readonly webhookUrl: string;
    readonly now: Temporal.Instant;
  },
): Promise<SandboxCharge> {
  const { state, code } = undone;
  const change = { state, ...present({ code }) };
  if (!(await undoSandboxCharge(tx, charge.reference, change))) return charge;
  const after: SandboxCharge = { ...charge, ...change };
  const type = undone.state === 'returned' ? 'charge.returned' : 'charge.refunded';
  await recordEvent(tx, { type, ...chargeInEvent(after) }, undone);
  return after;
}

/** A charge, in Caudal's words. */
export function outcomeOfCharge({ id, method, at, state, code }: SandboxCharge): ProcessorOutcome {
  if (state === 'declined') return { kind: 'declined', code: code ?? 'declined' };
  const money = { payment: id, method: method.shown, at };
  return state === 'returned' ? { kind: state, code: code ?? 'R01', ...money } : { kind: state, ...money };
}
