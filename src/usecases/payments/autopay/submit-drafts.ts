import { zeroCents } from '../../../domain/kernel/index.ts';
import { decideDraft, draftMoment, type Payment, type SkipReason } from '../../../domain/payments/index.ts';
import { newPaymentReference } from '../../../gateways/secrets.ts';
import { ownerOf } from '../../../store/access/index.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import {
  type Autopay,
  type Draft,
  dueDraftIds,
  findAutopay,
  findDraft,
  findPayment,
  insertPayment,
  paymentsUnderWay,
  saveDraftSkipped,
  saveDraftSubmitted,
} from '../../../store/payments/index.ts';
import { hold } from '../../../store/receivables/index.ts';
import type { PaymentContext } from '../payment-context.ts';
import { settlePayment } from '../settle-payment.ts';

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
  const decided = await context.db.transaction((tx) => decide(tx, context, { id, now }));
  if (decided === 'settled') return true;
  if (decided === 'later') return false;
  const { payment, autopay } = decided;
  const { reference, amount } = payment;
  const { token, customer, shown } = autopay.method;
  // Sent before and not heard of: ask first, since a processor forgets idempotency keys after a day or so.
  const known = await context.processor.chargeOutcome(reference);
  if (!known.ok) return false;
  const charged =
    known.value === undefined
      ? await context.processor.charge({
          reference,
          amount,
          method: { token, shown, ...(customer === undefined ? {} : { customer }) },
          summary: context.payee,
          now,
        })
      : { ok: true as const, value: known.value };
  if (!charged.ok) return false;
  const { policy, tell } = context;
  const settlement = { reference, outcome: charged.value, policy, tell, now };
  const after = await context.db.transaction((tx) => settlePayment(tx, settlement));
  return after !== undefined && after.payment.state !== 'started';
}

type Decided = 'settled' | 'later' | { readonly payment: Payment; readonly autopay: Autopay };

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
    return payment === undefined || payment.state !== 'started' ? 'settled' : { payment, autopay };
  }
  if (draft.state !== 'scheduled') return 'settled';
  if (Temporal.Instant.compare(draftMoment(draft.draftOn, context.autopay), now) > 0) return 'later';
  const decision = decideDraft({
    billState: draft.billState,
    autopayEnded: autopay.isOver,
    paymentUnderWay: (await paymentsUnderWay(tx, draft.accountId)).length > 0,
    owed: draft.owed,
    ...(autopay.cap === undefined ? {} : { cap: autopay.cap }),
  });
  if (decision.kind === 'wait') return 'later';
  if (decision.kind === 'skip') {
    await skip(tx, draft, { context, autopay, reason: decision.reason, now });
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
    ...(owner === undefined ? {} : { receiptEmail: owner.email }),
    receiptLanguage: owner?.language ?? autopay.language,
    idempotencyKey: `draft:${draft.id}`,
    startedAt: now,
  });
  await saveDraftSubmitted(tx, draft.id, { paymentId: payment.id, amount: decision.amount });
  return { payment, autopay };
}

async function skip(
  tx: Database,
  draft: Draft,
  why: {
    readonly context: PaymentContext;
    readonly autopay: Autopay;
    readonly reason: SkipReason;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await saveDraftSkipped(tx, draft.id, why.reason);
  if (why.reason === 'autopay-ended') return;
  const owner = await ownerOf(tx, draft.accountId);
  await why.context.tell(
    tx,
    {
      event: 'autopay.draft-skipped',
      key: `autopay.draft-skipped:${draft.id}`,
      accountId: draft.accountId,
      language: owner?.language ?? why.autopay.language,
      ...(owner === undefined ? {} : { to: owner.email, loginId: owner.loginId }),
      billNumber: draft.bill.number,
      amount: draft.owed,
      reason: why.reason,
    },
    why.now,
  );
}
