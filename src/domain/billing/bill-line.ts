import type { Cents, Wording } from '../kernel/index.ts';

/** One charge on a bill, with everything needed to answer "why?". */
export interface BillLine {
  /** The part of the rate schedule, e.g. `service_charge`. */
  readonly part: string;
  readonly label: Wording;
  /** Exact decimals as text, where the line is quantity × unit price. */
  readonly quantity?: string;
  readonly unit?: string;
  readonly unitPrice?: string;
  readonly amount: Cents;
  readonly explanation: BillLineExplanation;
}

/** What "why?" shows; stored with the bill, so that it explains itself when the rates have long changed. */
export interface BillLineExplanation {
  /** The dated rule: file, line in it, class, and the first day it is in force. */
  readonly rule: {
    readonly file: string;
    readonly line: number;
    readonly rateClass: string;
    readonly effectiveOn: string;
  };
  /** Days of the period this line covers, and of the whole period. */
  readonly days?: number;
  readonly periodDays?: number;
  /** The share of a whole charge that was billed, as a fraction: `17/31`. Absent where it is whole. */
  readonly share?: string;
  readonly tier?: { readonly number: number; readonly from: string; readonly to?: string };
  /** The exact dollars before rounding, as a decimal. */
  readonly exactAmount: string;
  /** The formula as the schedule writes it, where the line is not quantity × unit price. */
  readonly formula?: string;
  /** What happened, for a line that no rate schedule has: `explain.<name>` of both locales, dates as ISO text. */
  readonly because?: readonly {
    readonly name: string;
    readonly values: Readonly<Record<string, string | number>>;
  }[];
  /** What a line of the utility's own billing system says about itself. */
  readonly cis?: {
    readonly type?: string;
    readonly service?: string;
    readonly servicePoint?: string;
    readonly rateCode?: string;
    readonly from?: string;
    readonly to?: string;
    /** False where the billing system does not print it. */
    readonly print?: boolean;
  };
  /** True where the value is not the utility's published one. */
  readonly sample?: boolean;
}
