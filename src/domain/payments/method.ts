/** What may be known about a card or bank account: never its number. */
export interface MethodShown {
  readonly kind: 'card' | 'bank';
  /** The card's brand, or the bank's name. */
  readonly brand: string;
  readonly last4: string;
  /** The last day a card may be charged. */
  readonly expiresOn?: Temporal.PlainDate;
}

/** A card's expiry as printed on it (month and year) is good through that month's last day. */
export function cardExpiresOn(year: number, month: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.with({ day: first.daysInMonth });
}
