import type { Cents } from '../../kernel/index.ts';

/** Papers that a programme can ask for; the words are `rebates.document.<kind>`. */
export const documentKinds = ['receipt', 'photo-before', 'photo-after', 'label'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What the utility pays for. */
export interface RebateProgramme {
  readonly id: string;
  /** For each thing. */
  readonly amountEach: Cents;
  /** At most so much of what was paid, in percent. */
  readonly sharePercent: number;
  /** Things an account may ask for in the programme's window. */
  readonly maxItems: number;
  readonly documents: readonly DocumentKind[];
  /** For all accounts together in the window. */
  readonly budget: Cents;
  /** The window: its first and last day. */
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** Days after it was bought in which it can be asked. */
  readonly askWithinDays: number;
}
