import { present } from '../../../domain/kernel/index.ts';
import type { SkipReason } from '../../../domain/payments/index.ts';
import { ownerOf } from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';
import { type Autopay, type Draft, saveDraftSkipped } from '../../../store/payments/index.ts';
import type { PaymentContext } from '../payment-context.ts';

export interface ToldOfDraft {
  readonly context: Pick<PaymentContext, 'tell'>;
  readonly autopay: Autopay;
  readonly now: Temporal.Instant;
}

/** A draft that does not go: the customer is told why, and that the bill is theirs to pay. */
export async function skipDraft(
  tx: Database,
  draft: Draft,
  why: ToldOfDraft & { readonly reason: SkipReason },
): Promise<void> {
  await saveDraftSkipped(tx, draft.id, why.reason);
  if (why.reason === 'autopay-ended') return;
  await tellOfDraft(tx, draft, { ...why, event: 'autopay.draft-skipped', reason: why.reason });
}

/** Tells the account's owner of a draft that did not go; the same again is told once. */
export async function tellOfDraft(
  tx: Database,
  draft: Draft,
  told: ToldOfDraft &
    (
      | { readonly event: 'autopay.draft-waits' }
      | { readonly event: 'autopay.draft-skipped'; readonly reason: Exclude<SkipReason, 'autopay-ended'> }
    ),
): Promise<void> {
  const { event, context, autopay, now } = told;
  const owner = await ownerOf(tx, draft.accountId);
  const about = {
    key: `${event}:${draft.id}`,
    accountId: draft.accountId,
    language: owner?.language ?? autopay.language,
    ...present({ to: owner?.email, loginId: owner?.loginId }),
    billNumber: draft.bill.number,
    amount: draft.owed,
  };
  const notice =
    told.event === 'autopay.draft-skipped'
      ? ({ event: told.event, ...about, reason: told.reason } as const)
      : ({ event: told.event, ...about } as const);
  await context.tell(tx, notice, now);
}
