import type { Installation } from '../metering/index.ts';
import type { AssistanceSpan } from './assistance-line.ts';
import type { BilledPeriod } from './billed-period.ts';
import type { ServiceFacts } from './rate-book.ts';
import type { RunningFee } from './recurring-fee-line.ts';

/** Everything about an account that its next bill is calculated from. */
export interface AccountToBill {
  readonly accountId: number;
  readonly openedOn: Temporal.PlainDate;
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
  /** The end of the last period billed, here or in the system before; none for a first bill. */
  readonly billedThrough?: Temporal.PlainDate;
  readonly servicePoints: readonly ServicePointToBill[];
  /** The last bills, newest first, whose end was a guess or is another count since: the next real read puts them right. */
  readonly doubtful?: readonly BilledPeriod[];
  /** Fees that come with every bill. */
  readonly recurringFees?: readonly RunningFee[];
  /** Programmes that take something off. */
  readonly assistance?: readonly AssistanceSpan[];
}

export interface ServicePointToBill {
  readonly servicePointId: number;
  readonly rateClass: string;
  readonly facts: ServiceFacts;
  /** The meters that served since the last bill, in the order they were installed. */
  readonly installations: readonly Installation[];
}
