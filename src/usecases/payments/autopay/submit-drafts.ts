import { isAfter, isBefore, isOnOrBefore, ok, present, zeroCents } from '../../../domain/kernel/index.ts';
import {
  decideDraft,
  draftMoment,
  isBankDay,
  lastDraftDay,
  lastDraftMoment,
  type Payment,
  type ProcessorOutcome,
} from '../../../domain/payments/index.ts';
import { newPaymentReference } from '../../../gateways/secrets.ts';
import { ownerOf } from '../../../store/access/index.ts';
import type { Transaction } from '../../../store/database.ts';
import {
  type Autopay,
  type Draft,
  dueDraftIds,
  findAutopay,
  findDraft,
  findPayment,
  insertPayment,
  paymentsUnderWay,
  presentedBefore,
  saveDraftSubmitted,
} from '../../../store/payments/index.ts';
import { hold } from '../../../store/receivables/index.ts';
import type { PaymentContext } from '../payment-context.ts';
import { closePayment } from '../reconcile-payment.ts';
import { settlePayment } from '../settle-payment.ts';
import { skipDraft, tellOfDraft } from './skip-draft.ts';

/**
 * Sends every draft whose hour has come, and asks again about those that were sent and not heard of. Each is decided and
 * written down before the processor is called, and called with the payment's reference as its key: a worker killed at
 * any point and started again charges nothing twice and leaves nothing out. Answers how many are settled.
 */
export async function submitDrafts(context: PaymentContext, now: Temporal.Instant): Promise<number> {
  const today = now.toZonedDateTimeISO(context.autopay.timeZone).toPlainDate();
  let settled = 0;
  const failures: unknown[] = [];
  for (const id of await dueDraftIds(context.db, today)) {
    // One draft that cannot be worked must not keep the others waiting; the job fails after them, and is run again.
    try {
      if (await submitDraft(context, id, now)) settled += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} drafts could not be worked`);
  return settled;
}

async function submitDraft(context: PaymentContext, id: number, now: Temporal.Instant): Promise<boolean> {
  const decided = await decideBeforeItIsLate(context, id, now);
  if (decided === 'settled') return true;
  if (decided === 'later' || 'waitsFor' in decided) return false;
  const { payment, autopay } = decided;
  const { reference, amount } = payment;
  const { token, customer, shown } = autopay.method;
  // Sent before and not heard of: ask first, since a processor forgets idempotency keys after a day or so.
  const known = await context.processor.chargeOutcome(reference);
  if (!known.ok) return false;
  // Written down as sent, and never asked of the processor until it was too late: it is not sent any more.
  const isForgotten =
    known.value === undefined && isLate(decided.draft, now.toZonedDateTimeISO(context.autopay.timeZone).toPlainDate());
  const charged = isForgotten
    ? ok<ProcessorOutcome>({ kind: 'abandoned' })
    : known.value === undefined
      ? await context.processor.charge({
          reference,
          amount,
          method: { token, shown, ...present({ customer }) },
          summary: context.payee,
          now,
        })
      : ok(known.value);
  if (!charged.ok) return false;
  const { policy, tell } = context;
  const settlement = { reference, outcome: charged.value, policy, tell, now };
  const after = await context.db.transaction((tx) => settlePayment(tx, settlement));
  return after !== undefined && after.payment.state !== 'started';
}

/**
 * Decides a draft. One that waits for payments which nobody finishes waits until the last hour of the due date: then their
 * pages are closed and it is decided again, and where one cannot be closed, the customer is told that the bill is not paid.
 */
async function decideBeforeItIsLate(context: PaymentContext, id: number, now: Temporal.Instant): Promise<Decided> {
  const decideNow = () => context.db.transaction((tx) => decide(tx, context, { id, now }));
  const decided = await decideNow();
  if (typeof decided !== 'object' || !('waitsFor' in decided)) return decided;
  const { draft, autopay, waitsFor } = decided;
  if (isBefore(now, lastDraftMoment(draft.bill.dueOn, context.autopay))) return decided;
  for (const payment of waitsFor.filter(({ channel }) => channel !== 'autopay')) {
    await closePayment(context, payment, now);
  }
  const again = await decideNow();
  if (typeof again !== 'object' || !('waitsFor' in again)) return again;
  await context.db.transaction((tx) => tellOfDraft(tx, draft, { event: 'autopay.draft-waits', context, autopay, now }));
  return again;
}

type Decided =
  | 'settled'
  | 'later'
  | { readonly draft: Draft; readonly payment: Payment; readonly autopay: Autopay }
  | { readonly draft: Draft; readonly autopay: Autopay; readonly waitsFor: readonly Payment[] };

const isLate = ({ draftOn, bill }: Draft, today: Temporal.PlainDate): boolean =>
  isAfter(today, lastDraftDay({ draftOn, dueOn: bill.dueOn }));

/** Decides one draft and writes it down, holding the account so that a payment which starts meanwhile waits its turn. */
async function decide(
  transaction: Transaction,
  context: PaymentContext,
  { id, now }: { readonly id: number; readonly now: Temporal.Instant },
): Promise<Decided> {
  const found = await findDraft(transaction, id);
  if (found === undefined) return 'settled';
  const tx = await hold(transaction, [found.accountId]);
  const draft = await findDraft(tx, id);
  const autopay = await findAutopay(tx, found.autopayId);
  if (draft === undefined || autopay === undefined) return 'settled';
  if (draft.state === 'submitted' && draft.paymentReference !== undefined) {
    const payment = await findPayment(tx, draft.paymentReference);
    return payment === undefined || payment.state !== 'started' ? 'settled' : { draft, payment, autopay };
  }
  if (draft.state !== 'scheduled') return 'settled';
  const today = now.toZonedDateTimeISO(context.autopay.timeZone).toPlainDate();
  if (isAfter(draftMoment(draft.draftOn, context.autopay), now) || !isBankDay(today)) return 'later';
  const underWay = await paymentsUnderWay(tx, draft.accountId);
  const { closedOn } = tx.account(draft.accountId);
  const decision = decideDraft({
    billState: draft.billState,
    autopayEnded: autopay.isOver,
    autopayPaused: autopay.paused !== undefined,
    isHeld: autopay.isHeld,
    accountClosed: closedOn !== undefined && isOnOrBefore(closedOn, today),
    isTooLate: isLate(draft, today),
    paymentUnderWay: underWay.length > 0,
    owed: draft.owed,
    ...present({ cap: autopay.cap, presentedBefore: await presentedBefore(tx, draft) }),
  });
  if (decision.kind === 'hold') return 'later';
  if (decision.kind === 'wait') return { draft, autopay, waitsFor: underWay };
  if (decision.kind === 'skip') {
    await skipDraft(tx, draft, { context, autopay, reason: decision.reason, now });
    return 'settled';
  }
  const owner = await ownerOf(tx, draft.accountId);
  const payment = await insertPayment(tx, {
    reference: newPaymentReference(),
    accountId: draft.accountId,
    amount: decision.amount,
    fee: zeroCents,
    channel: 'autopay',
    loginId: autopay.loginId,
    paymentMethodId: autopay.method.id,
    methodKind: autopay.method.shown.kind,
    processor: context.processor.name,
    ...present({ receiptEmail: owner?.email }),
    receiptLanguage: owner?.language ?? autopay.language,
    idempotencyKey: `draft:${draft.id}`,
    startedAt: now,
  });
  await saveDraftSubmitted(tx, draft.id, { paymentId: payment.id, amount: decision.amount });
  return { draft, payment, autopay };
}
