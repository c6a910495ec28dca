import type Stripe from 'stripe';
import { cents, present, sumCents } from '../../domain/kernel/index.ts';
import type { DisputeState, ProcessorOutcome } from '../../domain/payments/index.ts';

const states: Readonly<Record<string, DisputeState>> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'inquiry-closed',
  prevented: 'inquiry-closed',
  needs_response: 'needs-response',
  appeal_needs_response: 'needs-response',
  under_review: 'under-review',
  appeal_under_review: 'under-review',
  won: 'won',
  lost: 'lost',
};

/**
 * A bank debit that comes back after it was settled is a dispute at Stripe, lost from its beginning: for us a return, with
 * the code that banks give it.
 */
const returnsOfBanks: Readonly<Record<string, string>> = {
  insufficient_funds: 'R01',
  incorrect_account_details: 'R03',
  debit_not_authorized: 'R10',
  bank_cannot_process: 'R06',
};

/** What a dispute says; undefined where it names no payment. */
export function outcomeOfDispute(
  dispute: Stripe.Dispute,
  said: { readonly at: Temporal.Instant; readonly event?: string },
): ProcessorOutcome | undefined {
  const payment = typeof dispute.payment_intent === 'string' ? dispute.payment_intent : dispute.payment_intent?.id;
  if (payment === undefined) return undefined;
  const { reason, amount, balance_transactions: transactions = [], evidence_details: evidence } = dispute;
  const state = states[dispute.status] ?? 'under-review';
  const openedAt = Temporal.Instant.fromEpochMilliseconds(dispute.created * 1000);
  const code = returnsOfBanks[reason];
  if (code !== undefined) {
    const money = { payment, at: openedAt, saidAt: said.at };
    return state === 'won' ? { kind: 'succeeded', ...money } : { kind: 'returned', code, ...money };
  }
  const sums = transactions.map((one) => cents(one.amount));
  const withdrawn = 0 - sumCents(sums.filter((sum) => sum < 0));
  const reinstated = sumCents(sums.filter((sum) => sum > 0));
  const dueBy = evidence?.due_by;
  return {
    kind: 'disputed',
    payment,
    dispute: {
      ...{ reference: dispute.id, amount: cents(amount), reason, state },
      ...present({ evidenceDueAt: dueBy ? Temporal.Instant.fromEpochMilliseconds(dueBy * 1000) : undefined }),
      // The events say what the list of its transactions may not have yet.
      withdrawn: cents(Math.max(withdrawn, said.event === 'charge.dispute.funds_withdrawn' ? amount : 0)),
      reinstated: cents(Math.max(reinstated, said.event === 'charge.dispute.funds_reinstated' ? amount : 0)),
      fee: sumCents(transactions.map((one) => cents(one.fee))),
      openedAt,
      saidAt: said.at,
    },
  };
}
