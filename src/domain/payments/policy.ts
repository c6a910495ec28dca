import type { LateFeePolicy } from '../billing/index.ts';
import type { Cents, Wording } from '../kernel/index.ts';

/** The utility's choices about payments, from `utility.yaml`. */
export interface PaymentPolicy {
  readonly timeZone: string;
  /** The smallest payment taken online, unless less than this is owed. */
  readonly minimum: Cents;
  /** How far a payment may go beyond what is owed. */
  readonly maxAhead: Cents;
  /** What the customer pays on top, by method; said before anything else. Zero where the utility bears the cost. */
  readonly fees: Readonly<Record<OnlineMethodKind, Cents>>;
  /** What a payment costs that the bank took back; undefined: nothing. */
  readonly returned?: ReturnedPaymentFee | undefined;
  /** What a late payer is charged: taken back where the payment was in time after all. */
  readonly lateFee: LateFeePolicy;
}

export interface ReturnedPaymentFee {
  readonly name: Wording;
  readonly amount: Cents;
  /** True where the utility has not published it. */
  readonly sample: boolean;
}

export type OnlineMethodKind = 'card' | 'bank';

export interface AutopayPolicy {
  /** IANA name; due dates and draft hours are the utility's. */
  readonly timeZone: string;
  /** Autopay must be agreed this many hours before a bill's due date begins (T3). */
  readonly leadHours: number;
  /** The hour of the draft day, 0–23, at which drafts go to the processor. */
  readonly draftHour: number;
  /** The most days before the due date a customer may choose. */
  readonly maxDaysBeforeDue: number;
}
