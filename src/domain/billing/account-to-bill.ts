import type { Installation } from '../metering/index.ts';
import type { ServiceFacts } from './rate-book.ts';

/** Everything about an account that its next bill is reckoned from. */
export interface AccountToBill {
  readonly accountId: number;
  readonly openedOn: Temporal.PlainDate;
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
  /** The end of the last period billed, here or in the system before; none for a first bill. */
  readonly billedThrough?: Temporal.PlainDate;
  readonly servicePoints: readonly ServicePointToBill[];
}

export interface ServicePointToBill {
  readonly rateClass: string;
  readonly facts: ServiceFacts;
  /** The meters that served since the last bill, in the order they were installed. */
  readonly installations: readonly Installation[];
}
