import { isBefore } from '../kernel/index.ts';
import type { AutopayBeginning } from './first-autopay-bill.ts';

/** A draft that autopay, as it was agreed before, has planned or sent. */
export interface PlannedDraft {
  readonly dueOn: Temporal.PlainDate;
  readonly state: 'scheduled' | 'submitted';
  /** Over the limit of the authorization it is planned under: its hour would come and nothing be charged. */
  readonly isOverCap: boolean;
}

/** What changing autopay at this moment would do: said to the customer before agreeing (T3). */
export interface ChangedBeginning<Draft extends PlannedDraft> extends AutopayBeginning {
  /** Drafts that go on as agreed before: sent already, or of a bill that the new terms come too late for. */
  readonly kept: readonly Draft[];
}

/**
 * Which bill is the first under the new terms. They are held to the same lead as turning autopay on: a bill due within
 * it is drafted as it was planned, so that a change never leaves a bill unpaid that autopay had promised to pay. A draft
 * that was sent cannot be called back, so its bill is not drafted again.
 *
 * @param fresh what agreeing now would do, were there no autopay (`firstAutopayBill`)
 */
export function changedBeginning<Draft extends PlannedDraft>(
  fresh: AutopayBeginning,
  planned: readonly Draft[],
): ChangedBeginning<Draft> {
  const isTooLate = (draft: Draft) => isBefore(draft.dueOn, fresh.firstDueOn);
  const kept = planned.filter((draft) => draft.state === 'submitted' || (isTooLate(draft) && !draft.isOverCap));
  const isKept = (dueOn: Temporal.PlainDate) => kept.some((draft) => draft.dueOn.equals(dueOn));
  const { first, payByHand } = fresh;
  const sent = kept.filter((draft) => !isTooLate(draft)).map((draft) => draft.dueOn.add({ days: 1 }));
  return {
    firstDueOn: [fresh.firstDueOn, ...sent].toSorted(Temporal.PlainDate.compare).at(-1) ?? fresh.firstDueOn,
    payByHand: payByHand.filter((bill) => !isKept(bill.dueOn)),
    kept,
    ...(first === undefined || isKept(first.bill.dueOn) ? {} : { first }),
  };
}
