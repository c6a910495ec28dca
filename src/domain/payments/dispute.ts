import { type Cents, cents, isAfter } from '../kernel/index.ts';

/**
 * Where a dispute stands. An inquiry asks questions and moves no money; a dispute takes the money at once, and gives it
 * back where the utility wins.
 */
export type DisputeState = 'inquiry' | 'inquiry-closed' | 'needs-response' | 'under-review' | 'won' | 'lost';

/** What the processor has said about a dispute: sums so far, never steps, so that word may come twice and in any order. */
export interface Dispute {
  /** The processor's own id of it. */
  readonly reference: string;
  readonly amount: Cents;
  /** The processor's word, such as `fraudulent`. */
  readonly reason: string;
  readonly state: DisputeState;
  readonly evidenceDueAt?: Temporal.Instant;
  readonly withdrawn: Cents;
  readonly reinstated: Cents;
  /** What the processor charges the utility for it; the customer never pays it. */
  readonly fee: Cents;
  readonly openedAt: Temporal.Instant;
  /** When the processor said so. */
  readonly saidAt: Temporal.Instant;
}

const ranks: Readonly<Record<DisputeState, number>> = {
  inquiry: 0,
  'inquiry-closed': 1,
  'needs-response': 2,
  'under-review': 3,
  won: 4,
  lost: 4,
};

/** It waits for an answer or a decision. */
export const isOpenDispute = (state: DisputeState): boolean =>
  state === 'inquiry' || state === 'needs-response' || state === 'under-review';

/**
 * What is known once `said` is heard too. Sums only grow. The state goes forward, and the processor's later word wins
 * between two decisions.
 */
export function withWord(known: Dispute | undefined, said: Dispute): Dispute {
  if (known === undefined) return said;
  const isLater = isAfter(said.saidAt, known.saidAt);
  const [older, newer] = isLater ? [known, said] : [said, known];
  const { [known.state]: knownRank, [said.state]: saidRank } = ranks;
  const goesOn = knownRank === saidRank ? isLater : saidRank > knownRank;
  return {
    ...older,
    ...newer,
    state: goesOn ? said.state : known.state,
    withdrawn: cents(Math.max(known.withdrawn, said.withdrawn)),
    reinstated: cents(Math.max(known.reinstated, said.reinstated)),
    fee: isLater && said.fee !== 0 ? said.fee : known.fee === 0 ? said.fee : known.fee,
  };
}

/** What is gone because of it: lost, all of it, won, none, whatever of the sums was not heard of yet. */
export function withdrawnNow({ state, amount, withdrawn, reinstated }: Dispute): Cents {
  if (state === 'won') return cents(0);
  const taken = state === 'lost' ? Math.max(withdrawn, amount) : withdrawn;
  return cents(Math.max(0, taken - reinstated));
}
