/** A day as it is typed, `2026-05-20`; undefined where it is none. */
export function readDay(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text.trim())
      ? undefined
      : Temporal.PlainDate.from(text.trim(), { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
