import { isOnOrBefore, present } from '../../../domain/kernel/index.ts';
import { draftDay } from '../../../domain/payments/index.ts';
import { ownerOf } from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';
import {
  type DraftToSchedule,
  draftsToSchedule,
  findAutopay,
  findDraft,
  insertDraft,
} from '../../../store/payments/index.ts';
import type { PaymentContext } from '../payment-context.ts';
import { skipDraft } from './skip-draft.ts';

/** A bill whose period ended longer ago was carried forward in later ones, and is nobody's to pay any more. */
const daysLookedBack = 100;

const endedAfter = ({ autopay }: PaymentContext, now: Temporal.Instant): Temporal.PlainDate =>
  now.toZonedDateTimeISO(autopay.timeZone).toPlainDate().subtract({ days: daysLookedBack });

/**
 * Schedules a draft for every bill that autopay must pay and that has none, and tells each customer when and how much:
 * the notice before every draft. Run when bills are posted, nightly, and as often as one likes. Answers how many.
 */
export async function scheduleDrafts(context: PaymentContext, now: Temporal.Instant): Promise<number> {
  let scheduled = 0;
  for (const due of await draftsToSchedule(context.db, endedAfter(context, now))) {
    if (await context.db.transaction((tx) => scheduleDraft(tx, due, { context, now }))) scheduled += 1;
  }
  return scheduled;
}

/** The same for one account, within the caller's transaction: when autopay is agreed. */
export async function scheduleDraftsOf(
  tx: Database,
  accountId: number,
  by: { readonly context: PaymentContext; readonly now: Temporal.Instant },
): Promise<void> {
  for (const due of await draftsToSchedule(tx, endedAfter(by.context, by.now), accountId))
    await scheduleDraft(tx, due, by);
}

/** What is known to stand against a draft from its beginning: the customer hears about it now, with time to pay. */
function isNeverDrafted({ isPaused, closedOn }: DraftToSchedule, today: Temporal.PlainDate) {
  if (closedOn !== undefined && isOnOrBefore(closedOn, today)) return 'account-closed' as const;
  return isPaused ? ('autopay-paused' as const) : undefined;
}

async function scheduleDraft(
  tx: Database,
  due: DraftToSchedule,
  { context, now }: { readonly context: PaymentContext; readonly now: Temporal.Instant },
): Promise<boolean> {
  const { autopayId, bill, daysBeforeDue } = due;
  const draftOn = draftDay(bill, daysBeforeDue, { now, policy: context.autopay });
  const refused = isNeverDrafted(due, now.toZonedDateTimeISO(context.autopay.timeZone).toPlainDate());
  const id = await insertDraft(tx, { autopayId, billId: bill.id, attempt: 1, draftOn, now });
  if (id === undefined) return false;
  const draft = await findDraft(tx, id);
  const autopay = await findAutopay(tx, autopayId);
  // A bill that is paid already is drafted for nothing: there is nothing to tell.
  if (draft === undefined || autopay === undefined || draft.owed <= 0) return true;
  if (refused !== undefined) {
    await skipDraft(tx, draft, { context, autopay, reason: refused, now });
    return true;
  }
  const owner = await ownerOf(tx, due.accountId);
  await context.tell(
    tx,
    {
      event: 'autopay.draft-scheduled',
      key: `autopay.draft-scheduled:${id}`,
      accountId: due.accountId,
      language: owner?.language ?? autopay.language,
      ...present({ to: owner?.email, loginId: owner?.loginId }),
      billNumber: draft.bill.number,
      amount: draft.owed,
      draftOn,
      isOverCap: autopay.cap !== undefined && draft.owed > autopay.cap,
    },
    now,
  );
  return true;
}
