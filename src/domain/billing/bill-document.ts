import type { Cents, VolumeUnit } from '../kernel/index.ts';
import type { ReadQuality } from '../metering/index.ts';
import type { BillLine } from './bill-line.ts';
import type { BillMoveNote } from './bill-move-note.ts';
import type { BillKind } from './billing-period.ts';

/** A posted bill, whole: what the portal page, the PDF, the console and `caudal explain` all render. */
export interface BillDocument {
  readonly number: string;
  readonly kind: BillKind;
  readonly account: string;
  readonly customerName: string;
  readonly mailing: readonly string[];
  readonly servedAt: readonly string[];
  readonly period: { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate; readonly days: number };
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly summary: SummaryOfCharges;
  readonly lines: readonly BillLine[];
  readonly reads: readonly BillRead[];
  /** Use of the period in gallons, as an exact decimal rounded to the gallon. */
  readonly usageGallons: string;
  /** The last 13 billed periods, oldest first, this one last. */
  readonly history: readonly UsagePoint[];
  readonly estimated: boolean;
  readonly delivery: 'paper' | 'ebill';
  /** Why it went that way; the words are `bill.delivery-reason.<reason>`. */
  readonly deliveryReason: string;
  readonly cancelled: boolean;
  /** What the utility's own billing system says about it besides; absent where it was made here. */
  readonly given?: GivenBill;
  /** What it says about the move from the old portal; absent where there was nothing to say. */
  readonly moveNote?: BillMoveNote;
}

/** A bill of another system, shown as that system says it. Adjustments and corrections are parts of the summary's payments. */
interface GivenBill {
  readonly adjustments: Cents;
  readonly corrections: Cents;
  /** The last day without a late fee. */
  readonly lateAfter?: Temporal.PlainDate;
  readonly message?: string;
}

export interface SummaryOfCharges {
  readonly previousBalance: Cents;
  /** Payments and credits since the last bill; negative. */
  readonly payments: Cents;
  readonly balanceForward: Cents;
  readonly newCharges: Cents;
  readonly amountDue: Cents;
  /** What a late fee would add after the due date; zero where the utility charges none. */
  readonly lateFee: Cents;
}

export interface BillRead {
  readonly meterSerial: string;
  readonly from: { readonly on: Temporal.PlainDate; readonly count: number; readonly quality: ReadQuality };
  readonly to: {
    readonly on: Temporal.PlainDate;
    readonly count: number;
    readonly quality: ReadQuality;
    /** Where it was made from hours: how many since the read before, and how many of them were estimated. */
    readonly fromHours?: { readonly hours: number; readonly estimated: number };
  };
  readonly usedCount: number;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly rolledOver: boolean;
}

export type { ReadQuality };

export interface UsagePoint {
  readonly periodEnd: Temporal.PlainDate;
  readonly gallons: number;
  readonly days: number;
  readonly estimated: boolean;
}
