import {
  type Cents,
  cents,
  ok,
  type Problem,
  present,
  type Result,
  refused,
  zeroCents,
} from '../../../domain/kernel/index.ts';
import type { Database } from '../../../store/database.ts';
import { sandboxId } from '../../gateways/sandbox-id.ts';
import {
  lockSandboxCharge,
  type SandboxCharge,
  type SandboxDispute,
  saveSandboxCharge,
} from '../../store/sandbox-processor.ts';
import type { Sandbox } from './sandbox.ts';
import { chargeInEvent, recordEvent, type SandboxEventType } from './sandbox-event.ts';

/** What can become of a charge at the processor, without the merchant's doing. */
export type Happening =
  | { readonly kind: 'return'; readonly code: string }
  /** The bank pays after all what it had sent back. */
  | { readonly kind: 'reinstate' }
  | { readonly kind: 'refund'; readonly amount: Cents }
  /** What was refunded comes back: the customer's bank could not take it. */
  | { readonly kind: 'refund-fails' }
  /** A question of the customer's bank: no money moves. */
  | { readonly kind: 'inquiry' }
  /** The money is withdrawn at once, and the processor's fee with it. */
  | { readonly kind: 'dispute' }
  | { readonly kind: 'close-inquiry' | 'win' | 'lose' };

/** What the processor charges its merchant for a dispute. */
const disputeFee = 1500;
const timeForEvidence = { hours: 24 * 14 };

interface To {
  readonly webhookUrl: string;
  readonly now: Temporal.Instant;
  /** The webhook that tells about it is lost on the way. */
  readonly isLost?: boolean;
}

/** Lets something happen to a charge, and tells the merchant; refused where the charge does not stand for it. */
export async function happenToCharge(
  sandbox: Pick<Sandbox, 'db' | 'webhookUrl'>,
  reference: string,
  what: { readonly happening: Happening; readonly now: Temporal.Instant; readonly isLost?: boolean },
): Promise<Result<SandboxCharge, Problem<'sandbox-processor.not-possible'>>> {
  return sandbox.db.transaction(async (tx) => {
    const charge = await lockSandboxCharge(tx, reference);
    const change = charge === undefined ? undefined : changeOf(charge, what.happening, what.now);
    if (charge === undefined || change === undefined) return refused({ code: 'sandbox-processor.not-possible' });
    return ok(await happen(tx, charge, what.happening, { ...what, webhookUrl: sandbox.webhookUrl }));
  });
}

/** The same within the caller's transaction; what is not possible changes nothing. */
export async function happen(
  tx: Database,
  charge: SandboxCharge,
  happening: Happening,
  to: To,
): Promise<SandboxCharge> {
  const change = changeOf(charge, happening, to.now);
  if (change === undefined) return charge;
  const { types, ...changed } = change;
  const { code: _, ...rest } = charge;
  const after: SandboxCharge = { ...rest, ...present({ code: charge.code }), ...changed };
  await saveSandboxCharge(tx, after);
  if (to.isLost !== true) for (const type of types) await recordEvent(tx, { type, ...chargeInEvent(after) }, to);
  return after;
}

type Change = Partial<Pick<SandboxCharge, 'state' | 'code' | 'refunded' | 'dispute'>> & {
  readonly types: readonly SandboxEventType[];
};

function changeOf(charge: SandboxCharge, happening: Happening, now: Temporal.Instant): Change | undefined {
  const { state, dispute, amount, refunded } = charge;
  switch (happening.kind) {
    case 'return':
      return state === 'succeeded'
        ? { state: 'returned', code: happening.code, types: ['charge.returned'] }
        : undefined;
    case 'reinstate':
      return state === 'returned' ? { state: 'succeeded', types: ['charge.reinstated'] } : undefined;
    case 'refund': {
      const left = amount - refunded;
      if (state !== 'succeeded' || happening.amount <= 0 || happening.amount > left) return undefined;
      const sum = cents(refunded + happening.amount);
      return { refunded: sum, state: sum === amount ? 'refunded' : 'succeeded', types: ['charge.refunded'] };
    }
    case 'refund-fails':
      return refunded > 0 && (state === 'succeeded' || state === 'refunded')
        ? { refunded: zeroCents, state: 'succeeded', types: ['refund.failed'] }
        : undefined;
    case 'inquiry':
    case 'dispute':
      return afterQuestion(charge, happening.kind, now);
    case 'close-inquiry':
      return dispute?.state === 'inquiry'
        ? { dispute: { ...dispute, state: 'inquiry-closed' }, types: ['dispute.closed'] }
        : undefined;
    case 'win':
      return dispute?.state === 'needs-response'
        ? {
            dispute: { ...dispute, state: 'won', reinstated: dispute.withdrawn },
            types: ['dispute.closed', 'dispute.funds-reinstated'],
          }
        : undefined;
    case 'lose':
      return dispute?.state === 'needs-response'
        ? { dispute: { ...dispute, state: 'lost' }, types: ['dispute.closed'] }
        : undefined;
  }
}

/** An inquiry, or a dispute with its money; an inquiry may become one. */
function afterQuestion(
  { state, dispute, amount, refunded }: SandboxCharge,
  kind: 'inquiry' | 'dispute',
  now: Temporal.Instant,
): Change | undefined {
  const left = amount - refunded;
  if (state !== 'succeeded' || left <= 0) return undefined;
  if (dispute !== undefined && !(kind === 'dispute' && dispute.state === 'inquiry')) return undefined;
  const opened: SandboxDispute = dispute ?? {
    reference: sandboxId('dp'),
    amount: left,
    reason: 'fraudulent',
    state: 'inquiry',
    evidenceDueAt: now.add(timeForEvidence).toString(),
    ...{ withdrawn: 0, reinstated: 0, fee: 0 },
    openedAt: now.toString(),
  };
  return kind === 'inquiry'
    ? { dispute: opened, types: ['dispute.opened'] }
    : {
        dispute: { ...opened, state: 'needs-response', withdrawn: left, fee: disputeFee },
        types: ['dispute.opened', 'dispute.funds-withdrawn'],
      };
}
