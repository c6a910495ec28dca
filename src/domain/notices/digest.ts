/**
 * What a weekly message may say instead of a message of its own: news of water use that is as good on Monday. A bill, money, a
 * person's access, and a leak that began or came back are never held back.
 */
export const digestEvents: ReadonlySet<string> = new Set([
  'alert.high-use',
  'alert.high-week',
  'alert.next-tier',
  'alert.bill-forecast',
  'alert.progress',
  'alert.stopped',
]);

/** The Monday of a day's week. */
export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 });

/** The weekly message goes out from this hour of Monday on. */
export const digestHour = 8;
