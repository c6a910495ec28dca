import { type Cents, cents, type Language, present, sumCents } from '../../domain/kernel/index.ts';
import {
  type MethodShown,
  type MoneyOutPart,
  type Payment,
  type PaymentPolicy,
  type ProcessorOutcome,
  retryDay,
  returnReason,
  wasPaid,
} from '../../domain/payments/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type Draft,
  draftOfPayment,
  findAutopay,
  insertDraft,
  liftPause,
  pauseAutopay,
  saveDraftOutcome,
} from '../../store/payments/index.ts';
import { tellOfDraft } from './autopay/skip-draft.ts';
import type { PaymentNotice, TellPayment } from './tell.ts';
import type { WhatMoved } from './what-moved.ts';

export interface Followed extends WhatMoved {
  readonly outcome: ProcessorOutcome;
  readonly policy: PaymentPolicy;
  readonly tell: TellPayment;
  readonly now: Temporal.Instant;
}

/** What follows from a payment's new state, in the same transaction: its draft, and what the customer is told. */
export async function followPayment(tx: Database, payment: Payment, followed: Followed): Promise<void> {
  await tellPayer(tx, payment, followed);
  if (payment.channel !== 'autopay') return;
  const draft = await draftOfPayment(tx, payment.id);
  if (draft === undefined || payment.state === followed.before.state) return;
  switch (payment.state) {
    case 'succeeded':
      await saveDraftOutcome(tx, draft.id, 'succeeded');
      await liftPause(tx, payment.id);
      return;
    case 'declined':
    case 'returned':
      return failDraft(tx, draft, { payment, ...followed });
    case 'disputed':
      await pause(tx, draft, { payment, ...followed, code: 'disputed' });
      return;
    case 'abandoned':
      return neverSent(tx, draft, followed);
    case 'started':
    case 'refunded':
      return;
  }
}

/** Written down as sent, and not sent in time: nothing was charged, and the bill is the customer's to pay. */
async function neverSent(tx: Database, draft: Draft, { tell, now }: Followed): Promise<void> {
  await saveDraftOutcome(tx, draft.id, 'failed');
  const autopay = await findAutopay(tx, draft.autopayId);
  if (autopay === undefined) return;
  const told = { context: { tell }, autopay, now } as const;
  await tellOfDraft(tx, draft, { ...told, event: 'autopay.draft-skipped', reason: 'too-late' });
}

type MoneyEvent = Extract<PaymentNotice, { readonly paidOn: Temporal.PlainDate }>['event'];

interface ToTell {
  readonly event: MoneyEvent;
  readonly amount: Cents;
  readonly key: string;
  readonly returnedFee?: Cents;
}

/** What moved, in the words that go to people: one notice a step. */
function toTell(payment: Payment, { before, moved, returnedFee, feeTakenBack }: Followed): readonly ToTell[] {
  const { reference, amount, refunded } = payment;
  const sum = (part: MoneyOutPart) =>
    sumCents(moved.filter((one) => one.part === part).map((movement) => movement.amount));
  const [refund, dispute, returned] = [sum('refund'), sum('dispute'), sum('return')];
  const told: ToTell[] = [];
  if (!wasPaid(before.state) && payment.state === 'succeeded') {
    told.push({ event: 'payment.receipt', amount, key: reference });
  }
  if (returned > 0 && before.state !== 'returned') {
    told.push({ event: 'payment.returned', amount, key: reference, ...present({ returnedFee }) });
  }
  if (returned < 0 && payment.state !== 'returned') {
    const back = { amount, ...present({ returnedFee: feeTakenBack }) };
    told.push({ event: 'payment.reinstated', key: `${reference}:${payment.bankSaidAt ?? ''}`, ...back });
  }
  // The same sum may be given back twice, where the first came back.
  const ofRefund = `${reference}:${refunded}:${payment.refundSaidAt ?? ''}`;
  if (refund > 0) told.push({ event: 'payment.refunded', amount: refund, key: ofRefund });
  if (refund < 0) told.push({ event: 'payment.refund-came-back', amount: cents(-refund), key: ofRefund });
  if (dispute > 0) told.push({ event: 'payment.disputed', amount: dispute, key: `${reference}:${payment.disputed}` });
  if (dispute < 0) {
    const back = { amount: cents(before.disputed - payment.disputed) };
    told.push({ event: 'payment.dispute-won', key: `${reference}:${before.disputed}`, ...back });
  }
  return told;
}

/** Tells who paid and, where that is somebody else, the owner of the account, of what is owed again or no longer. */
async function tellPayer(tx: Database, payment: Payment, followed: Followed): Promise<void> {
  const { outcome, tell, now } = followed;
  const { reference, fee, paidOn, accountId, receiptEmail, receiptLanguage, loginId } = payment;
  if (paidOn === undefined) return;
  const owner = await ownerOf(tx, accountId);
  const method = ('method' in outcome ? outcome.method : undefined) ?? methodOf(payment);
  const told = (event: MoneyEvent, one: ToTell) => ({ reference, paidOn, ...one, key: `${event}:${one.key}` });
  for (const one of toTell(payment, followed)) {
    const { event } = one;
    if (receiptEmail !== undefined) {
      const about = {
        ...told(event, one),
        // A guest's receipt is the guest's: kept with the account, its owner would read who paid and with what.
        ...(payment.channel === 'guest' ? {} : { accountId }),
        to: receiptEmail,
        language: receiptLanguage,
        ...present({ loginId }),
      };
      await tell(tx, withMethod(about, event, { fee, method }), now);
    }
    const isOwners = event !== 'payment.receipt' && event !== 'payment.returned';
    if (!isOwners || (receiptEmail !== undefined && (owner?.email ?? receiptEmail) === receiptEmail)) continue;
    await tell(
      tx,
      {
        ...told(event, one),
        event,
        key: `${event}:owner:${one.key}`,
        accountId,
        language: owner?.language ?? receiptLanguage,
        ...present({ to: owner?.email, loginId: owner?.loginId }),
      },
      now,
    );
  }
}

/** Receipts and returns name the method; what moves later names the receipt. */
function withMethod<About extends { readonly language: Language; readonly key: string }>(
  about: About & ToTell & { readonly reference: string; readonly paidOn: Temporal.PlainDate },
  event: MoneyEvent,
  { fee, method }: { readonly fee: Cents; readonly method: MethodShown },
): PaymentNotice {
  return event === 'payment.receipt' || event === 'payment.returned'
    ? { ...about, event, fee, method }
    : { ...about, event };
}

const methodOf = ({ method }: Payment): MethodShown => ({
  kind: method?.kind === 'bank' ? 'bank' : 'card',
  brand: method?.brand ?? '',
  last4: method?.last4 ?? '',
});

/**
 * A draft that failed. Where only money was missing it is tried once more; where the bank or the card says that it will never
 * pay, autopay is paused until the customer has mended that. They are told by two channels either way.
 */
async function failDraft(tx: Database, draft: Draft, failed: Followed & { readonly payment: Payment }): Promise<void> {
  const { payment, outcome, policy, tell, now } = failed;
  await saveDraftOutcome(tx, draft.id, 'failed');
  const autopay = await findAutopay(tx, draft.autopayId);
  if (autopay === undefined) return;
  const code = 'code' in outcome ? outcome.code : 'declined';
  if (returnReason(code).mend !== undefined && (await pause(tx, draft, { ...failed, code }))) return;
  const retryOn = retryDay(now.toZonedDateTimeISO(policy.timeZone).toPlainDate());
  const isTriedAgain =
    returnReason(code).mend === undefined &&
    draft.attempt === 1 &&
    !autopay.isOver &&
    autopay.paused === undefined &&
    (await insertDraft(tx, {
      autopayId: autopay.id,
      billId: draft.bill.id,
      attempt: 2,
      draftOn: retryOn,
      now,
    })) !== undefined;
  const owner = await ownerOf(tx, draft.accountId);
  await tell(
    tx,
    {
      event: 'autopay.draft-failed',
      key: `autopay.draft-failed:${draft.id}`,
      accountId: draft.accountId,
      language: owner?.language ?? autopay.language,
      ...present({ to: owner?.email, loginId: owner?.loginId }),
      billNumber: draft.bill.number,
      amount: payment.amount,
      code,
      ...(isTriedAgain ? { retryOn } : {}),
    },
    now,
  );
}

/** Pauses autopay and says so; false where it was paused or over already. */
async function pause(
  tx: Database,
  draft: Draft,
  failed: Followed & { readonly payment: Payment; readonly code: string },
): Promise<boolean> {
  const { payment, code, tell, now } = failed;
  const autopay = await findAutopay(tx, draft.autopayId);
  if (autopay === undefined) return false;
  if (!(await pauseAutopay(tx, autopay.id, { code, paymentId: payment.id, now }))) return false;
  const owner = await ownerOf(tx, draft.accountId);
  const { why, mend } = returnReason(code);
  await tell(
    tx,
    {
      event: 'autopay.paused',
      key: `autopay.paused:${draft.id}`,
      accountId: draft.accountId,
      language: owner?.language ?? autopay.language,
      ...present({ to: owner?.email, loginId: owner?.loginId }),
      billNumber: draft.bill.number,
      amount: payment.amount,
      reason: why,
      needsMethod: mend === 'new-method',
    },
    now,
  );
  return true;
}
