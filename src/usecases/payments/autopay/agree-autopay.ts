import { type Language, ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import type { AutopayBeginning, PaymentProblemCode } from '../../../domain/payments/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import {
  type Autopay,
  type AutopaySetup,
  type Draft,
  endAutopay,
  findAutopay,
  finishSetup,
  holdMethod,
  insertAutopay,
  openDraft,
  replaceAutopay,
} from '../../../store/payments/index.ts';
import { holdAccounts } from '../../../store/receivables/index.ts';
import { type AuthorisedAccount, needsRight } from '../../access/index.ts';
import type { PaymentContext } from '../payment-context.ts';
import { autopayBeginning, changedAutopayBeginning, type DraftInPlan } from './begin-autopay.ts';
import { scheduleDraftsOf } from './schedule-drafts.ts';

export interface Agreement {
  readonly setup: AutopaySetup;
  /** The authorization, word for word as the customer saw it. */
  readonly text: string;
  readonly version: string;
  readonly language: Language;
  /** What the page said about the first bill (`termsShown`). */
  readonly shownTerms: string;
  /** Where the copy goes; on paper where the person has no email. */
  readonly email: string | undefined;
  /** The network address it was agreed from. */
  readonly address: string;
  readonly now: Temporal.Instant;
}

export type Beginning = AutopayBeginning & { readonly kept?: readonly DraftInPlan[] };

/** What agreeing to this setup now would do: to autopay turned on, or to the one it changes. */
export const setupBeginning = (
  context: PaymentContext,
  setup: Pick<AutopaySetup, 'accountId' | 'daysBeforeDue' | 'replacesId'>,
  now: Temporal.Instant,
): Promise<Beginning> =>
  (setup.replacesId === undefined ? autopayBeginning : changedAutopayBeginning)(context, setup.accountId, {
    daysBeforeDue: setup.daysBeforeDue,
    now,
  });

/**
 * Puts autopay in force, word for word as agreed. Where the deadline of a bill passed while the page was open, nothing
 * is agreed and `autopay.terms-changed` shows the new terms first: nobody is held to what they were not told. Where it
 * changes the autopay that is on, that one is ended by it and kept as it was agreed.
 */
export async function agreeAutopay(
  context: PaymentContext,
  account: AuthorisedAccount,
  agreement: Agreement,
): Promise<Result<Autopay, Problem<PaymentProblemCode>>> {
  needsRight(account, 'autopay');
  const { setup, now } = agreement;
  const { method, daysBeforeDue, cap } = setup;
  const { accountId, loginId } = account;
  if (method === undefined) return refused({ code: 'autopay.method-missing' });
  return holdAccounts(context.db, [accountId], async (tx): Promise<Result<Autopay, Problem<PaymentProblemCode>>> => {
    const beginning = await setupBeginning({ ...context, db: tx }, setup, now);
    const { firstDueOn, first } = beginning;
    if (setup.autopayId !== undefined) {
      const agreed = await findAutopay(tx, setup.autopayId);
      if (agreed !== undefined) return ok(agreed);
    }
    if (agreement.shownTerms !== termsShown(beginning)) return refused({ code: 'autopay.terms-changed' });
    const today = now.toZonedDateTimeISO(context.autopay.timeZone).toPlainDate();
    if (!(await holdMethod(tx, { id: method.id, loginId, today }))) return refused({ code: 'autopay.method-gone' });
    const { replacesId } = setup;
    if (replacesId !== undefined && !(await replaceAutopay(tx, { id: replacesId, firstDueOn, now }))) {
      return refused({ code: 'autopay.changed-meanwhile' });
    }
    const id = await insertAutopay(tx, {
      accountId,
      loginId,
      paymentMethodId: method.id,
      daysBeforeDue,
      ...present({ cap }),
      authorization: { text: agreement.text, version: agreement.version, language: agreement.language },
      agreedAt: now,
      agreedAddress: agreement.address,
      firstDueOn,
      ...present({ replacesId }),
    });
    if (id === undefined) return refused({ code: 'autopay.already-on' });
    await finishSetup(tx, setup.id, id);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: replacesId === undefined ? 'autopay.agreed' : 'autopay.changed',
      accountId,
      detail: { autopay: id, version: agreement.version },
      address: agreement.address,
    });
    const byHand = beginning.payByHand.at(-1);
    const kept = beginning.kept?.[0];
    await context.tell(
      tx,
      {
        event: replacesId === undefined ? 'autopay.on' : 'autopay.changed',
        key: `autopay.on:${id}`,
        accountId,
        loginId,
        ...present({ to: agreement.email }),
        language: agreement.language,
        method: method.shown,
        daysBeforeDue,
        ...present({ cap }),
        firstDueOn,
        ...(first === undefined ? {} : { first: { draftOn: first.draftOn, amount: first.bill.owed } }),
        ...(byHand === undefined ? {} : { payByHand: { dueOn: byHand.dueOn, amount: byHand.owed } }),
        ...(kept === undefined ? {} : { kept: { draftOn: kept.draftOn, amount: kept.amount ?? kept.owed } }),
        authorization: agreement.text,
      },
      now,
    );
    await scheduleDraftsOf(tx, accountId, { context, now });
    const autopay = await findAutopay(tx, id);
    if (autopay === undefined) throw new Error(`autopay ${id} agreed and not found`);
    return ok(autopay);
  });
}

/** What the page says about the beginning, in one word that the form sends back: the first bill, or the next one. */
export const termsShown = ({ first, kept = [] }: Beginning): string =>
  [
    first === undefined ? 'next' : `${first.bill.number} ${first.draftOn}`,
    ...kept.map((draft) => `kept ${draft.id}`),
  ].join(' ');

export interface EndedAutopay {
  /** A draft that was sent before and cannot be called back. */
  readonly underWay?: Draft;
}

/** Ends autopay at once, by the customer. Drafts not yet sent are not sent; one already with the processor is said. */
export async function endAutopayOf(
  context: PaymentContext,
  account: AuthorisedAccount,
  by: {
    readonly email: string | undefined;
    readonly language: Language;
    readonly address: string;
    readonly now: Temporal.Instant;
  },
): Promise<Result<EndedAutopay, Problem<PaymentProblemCode>>> {
  needsRight(account, 'autopay');
  const { accountId, loginId } = account;
  return holdAccounts(
    context.db,
    [accountId],
    async (tx): Promise<Result<EndedAutopay, Problem<PaymentProblemCode>>> => {
      const id = await endAutopay(tx, accountId, { reason: 'customer', now: by.now });
      if (id === undefined) return refused({ code: 'autopay.not-on' });
      await recordAudit(tx, {
        at: by.now,
        actor: { kind: 'customer', id: loginId },
        action: 'autopay.ended',
        accountId,
        detail: { autopay: id },
        address: by.address,
      });
      await context.tell(
        tx,
        {
          event: 'autopay.ended',
          key: `autopay.ended:${id}`,
          accountId,
          loginId,
          ...present({ to: by.email }),
          language: by.language,
        },
        by.now,
      );
      const underWay = await openDraft(tx, accountId);
      return ok(underWay === undefined ? {} : { underWay });
    },
  );
}
