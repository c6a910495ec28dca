import type { Say } from './say.ts';

/** The words of one language for what a command tells a customer: messages by key, dates and money as it writes them. */
export interface Speech {
  readonly say: Say;
  date(date: Temporal.PlainDate): string;
  money(cents: number): string;
}
