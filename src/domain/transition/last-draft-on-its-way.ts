import { type Cents, present } from '../kernel/index.ts';
import { autopayLapse, lastDraftFor } from './lapse.ts';
import type { TransitionPolicy } from './policy.ts';
import type { MoveFacts } from './what-the-move-changed.ts';

/** The old portal's last payment for the unpaid bill, while it may still arrive. */
export interface DraftOnItsWay {
  readonly on: Temporal.PlainDate;
  /** The last day on which it is waited for. */
  readonly until: Temporal.PlainDate;
  readonly amount?: Cents;
}

/** What somebody is told who is about to pay that bill, so that it is not paid twice; undefined where nothing is awaited. */
export function lastDraftOnItsWay(
  { roster, unpaidBill, lastDraftCameBack = false }: MoveFacts,
  now: Temporal.Instant,
  policy: TransitionPolicy,
): DraftOnItsWay | undefined {
  if (roster === undefined || unpaidBill === undefined) return undefined;
  const draft = lastDraftFor(unpaidBill, autopayLapse(roster, policy), { now, policy, cameBack: lastDraftCameBack });
  if (draft?.arrival !== 'awaited') return undefined;
  const { on, amount } = draft;
  return { on, until: on.add({ days: policy.lastDraftDays }), ...present({ amount }) };
}
