import { type Cents, cents, present, sumCents } from '../../domain/kernel/index.ts';
import {
  afterOutcome,
  type MoneyOutPart,
  moneyOut,
  movementInBooks,
  movements,
  type Payment,
  type PaymentFacts,
  type PaymentPolicy,
  type ProcessorOutcome,
  paymentInBooks,
  processorFeeInBooks,
  type ShownPaymentState,
  shownState,
  wasPaid,
} from '../../domain/payments/index.ts';
import type { Entry } from '../../domain/receivables/index.ts';
import type { Transaction } from '../../store/database.ts';
import {
  disputesOf,
  findPayment,
  insertMovement,
  lockPayment,
  type MoneyPosted,
  moneyPosted,
  type PaidInBooks,
  saveDispute,
  savePaymentState,
} from '../../store/payments/index.ts';
import { type Books, hold, postEntry } from '../../store/receivables/index.ts';
import { chargeReturnedPayment, inputHash, takeBackLateFees, takeBackReturnedFee } from '../receivables/index.ts';
import { followPayment } from './follow-payment.ts';
import type { TellPayment } from './tell.ts';
import type { WhatMoved } from './what-moved.ts';

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
  readonly became?: ShownPaymentState;
}

/**
 * Makes of a payment what the processor says, within the caller's transaction: its state, the books, its draft, and what
 * the customer is told. The first report (webhook, return page or reconciliation) does it; later ones find it done. What
 * stands in the books is moved to where all that was said so far wants it, so it is the same in whatever order it is heard.
 * Undefined where there is no such payment.
 */
export async function settlePayment(transaction: Transaction, settlement: Settlement): Promise<Settled | undefined> {
  const { reference, outcome, now } = settlement;
  const known = await findPayment(transaction, reference);
  if (known === undefined) return undefined;
  const tx = await hold(transaction, [known.accountId]);
  const payment = (await lockPayment(tx, reference)) ?? known;
  const facts = factsOf(payment, await disputesOf(tx, payment.id));
  const next = afterOutcome(facts, outcome, now);
  if (next === undefined) return { payment };
  if (outcome.kind === 'disputed') {
    const dispute = next.disputes.find((one) => one.reference === outcome.dispute.reference);
    if (dispute !== undefined) await saveDispute(tx, payment.id, dispute);
  }
  const paid = wasPaid(facts.state) || !wasPaid(next.state) ? undefined : await bookPayment(tx, payment, settlement);
  const what = await moveMoney(tx, payment, { next, settlement });
  await savePaymentState(tx, payment.id, {
    facts: next,
    disputed: moneyOut(next).dispute,
    settledAt: now,
    ...present({
      paid,
      declineCode: outcome.kind === 'declined' ? outcome.code : undefined,
      returnCode: returnCode(payment, next, outcome),
    }),
  });
  const after = (await lockPayment(tx, reference)) ?? payment;
  await followPayment(tx, after, { ...settlement, ...what, before: payment });
  return { payment: after, became: shownState(after) };
}

/** What the processor has said about a payment so far. */
export const factsOf = (payment: Payment, disputes: PaymentFacts['disputes']): PaymentFacts => ({
  state: payment.state,
  total: cents(payment.amount + payment.fee),
  refunded: payment.refunded,
  ...present({ refundSaidAt: payment.refundSaidAt, bankSaidAt: payment.bankSaidAt }),
  disputes,
});

const returnCode = (payment: Payment, { state }: PaymentFacts, outcome: ProcessorOutcome): string | undefined =>
  state !== 'returned' ? undefined : outcome.kind === 'returned' ? outcome.code : payment.returnCode;

/** The payment enters the books, on the day it was paid; late fees that it would have spared are taken back. */
async function bookPayment(books: Books, payment: Payment, settlement: Settlement): Promise<PaidInBooks | undefined> {
  const { outcome, policy, now } = settlement;
  if (!('at' in outcome)) return undefined;
  const paidOn = dateOf(outcome.at, policy);
  const { id: ledgerEntryId } = await post(books, payment, {
    key: 'payment',
    entry: paymentInBooks(payment, paidOn),
    now,
  });
  await spareLateFees(books, payment, { on: paidOn, settlement });
  return { ledgerEntryId, paidOn, processorPayment: outcome.payment, ...present({ method: outcome.method }) };
}

/** Posts what is out of the books now and was not, or no longer is; the fee of a return, and the processor's own. */
async function moveMoney(
  books: Books,
  payment: Payment,
  { next, settlement }: { readonly next: PaymentFacts; readonly settlement: Settlement },
): Promise<Omit<WhatMoved, 'before'>> {
  const { policy, now } = settlement;
  const today = dateOf(now, policy);
  const posted = await moneyPosted(books, payment.id);
  const moved = movements(payment, posted.out, moneyOut(next));
  let given: Omit<WhatMoved, 'before' | 'moved'> = {};
  for (const movement of moved) {
    const { part, amount } = movement;
    // What comes back counts from the day on which it left, as if it had never been gone.
    const on = amount < 0 ? (posted.moves.get(part)?.leftOn ?? today) : today;
    await move(books, payment, { part, amount, entry: movementInBooks(payment, movement, on), posted, now });
    if (amount < 0) await spareLateFees(books, payment, { on, settlement });
    if (part === 'return' && amount > 0 && posted.out.return === 0 && policy.returned !== undefined) {
      const returnedFee = await chargeReturnedPayment(books, payment, { fee: policy.returned, on: today, now });
      given = { ...given, ...present({ returnedFee }) };
    }
    if (part === 'return' && moneyOut(next).return === 0) {
      const feeTakenBack = await takeBackReturnedFee(books, payment, { on: today, now });
      given = { ...given, ...present({ feeTakenBack }) };
    }
  }
  const fee = cents(sumCents(next.disputes.map((dispute) => dispute.fee)) - posted.processorFee);
  if (fee !== 0) {
    const entry = processorFeeInBooks(payment.reference, fee, today);
    await move(books, payment, { part: 'processor-fee', amount: fee, entry, posted, now });
  }
  return { moved, ...given };
}

const entryKeys: Readonly<Record<MoneyOutPart | 'processor-fee', string>> = {
  refund: 'refund',
  return: 'payment-return',
  dispute: 'dispute',
  'processor-fee': 'processor-fee',
};

async function move(
  books: Books,
  payment: Payment,
  movement: {
    readonly part: MoneyOutPart | 'processor-fee';
    readonly amount: Cents;
    readonly entry: Entry;
    readonly posted: MoneyPosted;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { part, amount, entry, posted, now } = movement;
  const { id } = await post(books, payment, { key: entryKeys[part], times: posted.moves.get(part)?.times, entry, now });
  await insertMovement(books, { paymentId: payment.id, part, amount, entryId: id, now });
}

const dateOf = (moment: Temporal.Instant, { timeZone }: Pick<PaymentPolicy, 'timeZone'>): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(timeZone).toPlainDate();

const spareLateFees = (
  books: Books,
  { accountId }: Payment,
  { on, settlement }: { readonly on: Temporal.PlainDate; readonly settlement: Settlement },
): Promise<void> => {
  const { policy, now } = settlement;
  return takeBackLateFees(books, { accountId, on, policy: policy.lateFee, today: dateOf(now, policy), now });
};

/** One entry of the payment, by a key that numbers those of its kind: the payment is held, so the number stands. */
async function post(
  books: Books,
  { reference, accountId, amount, fee }: Payment,
  posting: {
    readonly key: string;
    readonly times?: number | undefined;
    readonly entry: Entry;
    readonly now: Temporal.Instant;
  },
): Promise<{ readonly id: number }> {
  const { key, times = 0, entry, now } = posting;
  const posted = await postEntry(books, entry, {
    idempotencyKey: times === 0 ? `${key}:${reference}` : `${key}:${reference}:${times + 1}`,
    inputHash: inputHash({ accountId, amount, fee }),
    now,
  });
  if (!posted.ok) throw new Error(`payment ${reference} cannot be posted: ${posted.problem.code}`);
  return posted.value;
}
