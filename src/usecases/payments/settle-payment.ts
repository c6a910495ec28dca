import {
  afterOutcome,
  type BookEffect,
  type Payment,
  type PaymentPolicy,
  type PaymentState,
  type ProcessorOutcome,
  paymentInBooks,
  paymentOutOfBooks,
} from '../../domain/payments/index.ts';
import type { Transaction } from '../../store/database.ts';
import { findPayment, lockPayment, type PaidInBooks, savePaymentState } from '../../store/payments/index.ts';
import { type Books, hold, postEntry } from '../../store/receivables/index.ts';
import { chargeReturnedPayment, inputHash, takeBackLateFees } from '../receivables/index.ts';
import { followPayment } from './follow-payment.ts';
import type { TellPayment } from './tell.ts';

export interface Settlement {
  readonly reference: string;
  readonly outcome: ProcessorOutcome;
  readonly policy: PaymentPolicy;
  readonly tell: TellPayment;
  readonly now: Temporal.Instant;
}

export interface Settled {
  /** The payment as it stands after. */
  readonly payment: Payment;
  /** What it became by this word; absent where the word was a duplicate or older than what is known. */
  readonly became?: PaymentState;
}

/**
 * Makes of a payment what the processor says, within the caller's transaction: its state, the books, its draft, and what
 * the customer is told. The first report (webhook, return page or reconciliation) does it; later ones find it done.
 * Undefined where there is no such payment.
 */
export async function settlePayment(transaction: Transaction, settlement: Settlement): Promise<Settled | undefined> {
  const { reference, outcome, now } = settlement;
  const known = await findPayment(transaction, reference);
  if (known === undefined) return undefined;
  const tx = await hold(transaction, [known.accountId]);
  const payment = (await lockPayment(tx, reference)) ?? known;
  const next = afterOutcome(payment.state, outcome);
  if (next === undefined) return { payment };
  await savePaymentState(tx, payment.id, {
    state: next.to,
    settledAt: now,
    ...(await book(tx, payment, { effects: next.effects, settlement })),
    ...(outcome.kind === 'declined' ? { declineCode: outcome.code } : {}),
    ...(outcome.kind === 'returned' ? { returnCode: outcome.code } : {}),
  });
  const after = (await lockPayment(tx, reference)) ?? payment;
  await followPayment(tx, after, settlement);
  return { payment: after, became: next.to };
}

interface Booked {
  readonly paid?: PaidInBooks;
  readonly undoingEntryId?: number;
}

/** Posts what `effects` ask for, in their order. */
async function book(
  books: Books,
  payment: Payment,
  what: { readonly effects: readonly BookEffect[]; readonly settlement: Settlement },
): Promise<Booked> {
  const { outcome, policy, now } = what.settlement;
  if (!('payment' in outcome)) return {};
  const dateOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  let booked: Booked = {};
  for (const effect of what.effects) {
    if (effect === 'post-payment') {
      const paidOn = dateOf(outcome.at);
      const ledgerEntryId = await post(books, payment, {
        what: 'payment',
        entry: paymentInBooks(payment, paidOn),
        now,
      });
      const { payment: processorPayment, method } = outcome;
      booked = { ...booked, paid: { ledgerEntryId, paidOn, processorPayment, method } };
      const { accountId } = payment;
      await takeBackLateFees(books, { accountId, on: paidOn, policy: policy.lateFee, today: dateOf(now), now });
    } else {
      const kind = effect === 'post-return' ? 'payment-return' : 'refund';
      const entry = paymentOutOfBooks(kind, payment, dateOf(now));
      booked = { ...booked, undoingEntryId: await post(books, payment, { what: kind, entry, now }) };
      const { returned } = policy;
      if (effect === 'post-return' && returned !== undefined) {
        await chargeReturnedPayment(books, payment, { fee: returned, on: dateOf(now), now });
      }
    }
  }
  return booked;
}

async function post(
  books: Books,
  payment: Payment,
  posting: {
    readonly what: string;
    readonly entry: ReturnType<typeof paymentInBooks>;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const { reference, accountId, amount, fee } = payment;
  const posted = await postEntry(books, posting.entry, {
    idempotencyKey: `${posting.what}:${reference}`,
    inputHash: inputHash({ accountId, amount, fee }),
    now: posting.now,
  });
  if (!posted.ok) throw new Error(`payment ${reference} cannot be posted: ${posted.problem.code}`);
  return posted.value.id;
}
