import type { Cents } from '../../domain/kernel/index.ts';
import type { Movement, Payment } from '../../domain/payments/index.ts';

/** What changed of a payment, for those who are told about it. */
export interface WhatMoved {
  readonly before: Payment;
  readonly moved: readonly Movement[];
  /** What a return cost; absent where it cost nothing, or a fee of the bill stands already. */
  readonly returnedFee?: Cents;
  /** The fee of a return that the bank took back. */
  readonly feeTakenBack?: Cents;
}
