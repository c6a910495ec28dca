import { present } from '../../domain/kernel/index.ts';
import { type Payment, type PaymentPolicy, type ProcessorOutcome, retryDay } from '../../domain/payments/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { type Draft, draftOfPayment, findAutopay, insertDraft, saveDraftOutcome } from '../../store/payments/index.ts';
import type { TellPayment } from './tell.ts';

export interface Followed {
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
  if (draft === undefined) return;
  if (payment.state === 'succeeded') await saveDraftOutcome(tx, draft.id, 'succeeded');
  if (payment.state === 'declined' || payment.state === 'returned')
    await failDraft(tx, draft, { payment, ...followed });
}

async function tellPayer(tx: Database, payment: Payment, { outcome, policy, tell, now }: Followed): Promise<void> {
  const { reference, amount, fee, paidOn, accountId, receiptEmail, receiptLanguage } = payment;
  if (receiptEmail === undefined || paidOn === undefined || !('method' in outcome)) return;
  if (payment.state !== 'succeeded' && payment.state !== 'returned') return;
  const event = payment.state === 'succeeded' ? 'payment.receipt' : 'payment.returned';
  await tell(
    tx,
    {
      event,
      key: `${event}:${reference}`,
      // A guest's receipt is the guest's: kept with the account, its owner would read who paid and with what.
      ...(payment.channel === 'guest' ? {} : { accountId }),
      to: receiptEmail,
      language: receiptLanguage,
      ...present({ loginId: payment.loginId }),
      ...{ reference, amount, fee, paidOn, method: outcome.method },
      ...(event === 'payment.returned' && policy.returned !== undefined ? { returnedFee: policy.returned.amount } : {}),
    },
    now,
  );
}

/** A draft that failed is tried once more, the customer is told by two channels, and autopay stays on. */
async function failDraft(tx: Database, draft: Draft, failed: Followed & { readonly payment: Payment }): Promise<void> {
  const { payment, outcome, policy, tell, now } = failed;
  await saveDraftOutcome(tx, draft.id, 'failed');
  const autopay = await findAutopay(tx, draft.autopayId);
  if (autopay === undefined) return;
  const retryOn = retryDay(now.toZonedDateTimeISO(policy.timeZone).toPlainDate());
  const isTriedAgain =
    draft.attempt === 1 &&
    !autopay.isOver &&
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
      code: 'code' in outcome ? outcome.code : 'declined',
      ...(isTriedAgain ? { retryOn } : {}),
    },
    now,
  );
}
