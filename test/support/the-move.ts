import { cents } from '../../src/domain/kernel/index.ts';
import type { TransitionPolicy } from '../../src/domain/transition/index.ts';
import { twoParts } from './number-shapes.ts';

export const date = (text: string) => Temporal.PlainDate.from(text);
export const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/Los_Angeles]`).toInstant();

/** A move on 6 May 2025, at midnight in Oregon. */
export const policy: TransitionPolicy = {
  timeZone: 'America/Los_Angeles',
  cutOver: at('2025-05-06T00:00'),
  leadHours: 24,
  holdLateFeesDays: 30,
  lastDraftDays: 5,
  numbers: twoParts,
};

/** Somebody whose bill of $61.34 the old portal would have paid on 20 May. */
export const autopayRoster = {
  hadAutopay: true,
  hadEbill: false,
  nextDraftOn: date('2025-05-20'),
  nextDraft: cents(6134),
};

/** A bill issued twenty days before it is due. */
export const billDue = (dueOn: string, owed = 6134) => ({
  number: 'B-1',
  issuedOn: date(dueOn).subtract({ days: 20 }),
  dueOn: date(dueOn),
  owed: cents(owed),
  billed: cents(owed),
});
