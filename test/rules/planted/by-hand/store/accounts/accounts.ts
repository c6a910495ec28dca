interface Row {
  readonly nickname: string | null;
  readonly closedOn?: Temporal.PlainDate;
  readonly cap_cents: number | null;
}

export const account = (row: Row) => ({
  ...(row.nickname === null ? {} : { nickname: row.nickname }),
  ...(row.closedOn !== undefined ? { closedOn: row.closedOn } : {}),
  // What is worked out only where there is something to work it out from.
  ...(row.cap_cents === null ? {} : { cap: row.cap_cents / 100 }),
});

export const isClosed = ({ closedOn }: Row, today: Temporal.PlainDate): boolean =>
  closedOn !== undefined && Temporal.PlainDate.compare(closedOn, today) <= 0;

export const isLate = (due: Temporal.Instant, now: Temporal.Instant) => 0 > Temporal.Instant.compare(due, now);

export const inOrder = (days: readonly Temporal.PlainDate[]) =>
  days.toSorted((one, other) => Temporal.PlainDate.compare(one, other) || 0);
