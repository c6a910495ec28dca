import { earlierOf, isOnOrAfter, laterOf } from '../kernel/index.ts';
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
 * The day a bill is drafted: `daysBeforeDue` before its due date or, where that moment has passed at `now`, the next
 * draft hour, and never after the due date. A bill in time for autopay (see `firstAutopayBill`) always finds one, since
 * a lead of 24 hours leaves a draft hour before the due date begins.
 */
export function draftDay(
  bill: { readonly dueOn: Temporal.PlainDate },
  daysBeforeDue: number,
  at: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): Temporal.PlainDate {
  const wished = bill.dueOn.subtract({ days: daysBeforeDue });
  const next = nextDraftDay(at.now, at.policy);
  const early = laterOf(wished, next);
  return earlierOf(early, bill.dueOn);
}

function nextDraftDay(now: Temporal.Instant, policy: AutopayPolicy): Temporal.PlainDate {
  const today = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  return isOnOrAfter(draftMoment(today, policy), now) ? today : today.add({ days: 1 });
}

/** The second and last attempt at a draft that failed: the next day that is not a Saturday or a Sunday. */
export function retryDay(failedOn: Temporal.PlainDate): Temporal.PlainDate {
  let day = failedOn.add({ days: 1 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  return day;
}
