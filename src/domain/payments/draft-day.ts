import { isAfter, isOnOrAfter, isOnOrBefore, laterOf } from '../kernel/index.ts';
import { bankDayFrom, bankDayUntil } from './bank-days.ts';
import type { AutopayPolicy } from './policy.ts';

/** The moment drafts of `on` go to the processor. An hour the clock jumps over is the first moment after the jump. */
export const draftMoment = (on: Temporal.PlainDate, policy: AutopayPolicy): Temporal.Instant =>
  on
    .toZonedDateTime({ timeZone: policy.timeZone, plainTime: Temporal.PlainTime.from({ hour: policy.draftHour }) })
    .toInstant();

/**
 * When a draft stops waiting for payments that nobody finishes: the last hour of the due date. Their pages are closed then,
 * and it goes.
 */
export const lastDraftMoment = (dueOn: Temporal.PlainDate, policy: AutopayPolicy): Temporal.Instant =>
  draftMoment(dueOn, { ...policy, draftHour: 23 });

/**
 * The day a bill is drafted: `daysBeforeDue` before its due date or, where banks do not settle on that day, the last bank
 * day before it; where that moment has passed at `now`, the next bank day with a draft hour to come. Not after the due
 * date, unless no bank day is left before it: agreed in time for a bill that is due on a holiday, it goes on the first bank
 * day after.
 */
export function draftDay(
  bill: { readonly dueOn: Temporal.PlainDate },
  daysBeforeDue: number,
  { now, policy }: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): Temporal.PlainDate {
  const { dueOn } = bill;
  const wished = bankDayUntil(dueOn.subtract({ days: daysBeforeDue }));
  const day = laterOf(wished, bankDayFrom(nextDraftDay(now, policy)));
  if (isOnOrBefore(day, dueOn)) return day;
  const today = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  const last = bankDayUntil(dueOn);
  // Overdue already, or its last hour has begun: it is decided at once, by `lastDraftDay`.
  return isAfter(today, dueOn) || isOnOrAfter(last, today) ? last : day;
}

function nextDraftDay(now: Temporal.Instant, policy: AutopayPolicy): Temporal.PlainDate {
  const today = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  return isOnOrAfter(draftMoment(today, policy), now) ? today : today.add({ days: 1 });
}

/**
 * The last day on which a draft may still go: the first bank day after its due date or, where it was planned for later, after
 * the planned day. A draft that could not go by then (a worker stood still, the processor did not answer) is not made up
 * for: the customer may have other plans for that money by now, and is asked to pay.
 */
export const lastDraftDay = (draft: {
  readonly draftOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
}): Temporal.PlainDate => bankDayFrom(laterOf(draft.draftOn, draft.dueOn).add({ days: 1 }));

/** The second and last attempt at a draft that failed: the next day on which banks settle. */
export const retryDay = (failedOn: Temporal.PlainDate): Temporal.PlainDate => bankDayFrom(failedOn.add({ days: 1 }));
