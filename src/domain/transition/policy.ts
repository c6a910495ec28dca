import type { NumberShape } from '../accounts/index.ts';
import type { Cents, Language } from '../kernel/index.ts';

/** The utility's choices about the move, from `utility.yaml`. */
export interface TransitionPolicy {
  /** IANA name; dates are the utility's. */
  readonly timeZone: string;
  /** The old portal ends and this one opens. */
  readonly cutOver: Temporal.Instant;
  /** Hours before the due date by which autopay must be set for that bill (24 in the utility's notice). */
  readonly leadHours: number;
  /** Days after the cut-over for which an at-risk account owes no late fee; absent: no hold. */
  readonly holdLateFeesDays?: number;
  /** Days after the old portal's last draft in which its payment arrives, if it does; then the bill counts as not paid. */
  readonly lastDraftDays: number;
  /** What account numbers look like in the roster. */
  readonly numbers: NumberShape;
  /** Those that a roster may name; the ones that come with Caudal where nothing is said. */
  readonly languages?: readonly Language[];
}

/** The first calendar date on which the old portal does nothing more. */
export const cutOverDate = (policy: Pick<TransitionPolicy, 'cutOver' | 'timeZone'>): Temporal.PlainDate =>
  policy.cutOver.toZonedDateTimeISO(policy.timeZone).toPlainDate();

/** A posted bill that is not fully paid, as the move looks at it. */
export interface UnpaidBill {
  readonly number: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  /** What is still owed of this bill (`owedOfBill`); positive. */
  readonly owed: Cents;
  /** What it asked for when it was issued. */
  readonly billed: Cents;
}
