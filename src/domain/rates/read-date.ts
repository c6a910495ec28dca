/**
 * An effective date in the orders that published files use: `2017-04-15`, `3/20/2017`, `03-01-2018`. Month first, as
 * in the US, unless that cannot be a date and day first can. Undefined where it is no date.
 */
export function readDate(written: string): Temporal.PlainDate | undefined {
  const text = written.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T.*)?$/.exec(text);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const us = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  return us === null ? undefined : (dateOf(us[3], us[1], us[2]) ?? dateOf(us[3], us[2], us[1]));
}

function dateOf(year = '', month = '', day = ''): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
  } catch {
    return undefined;
  }
}
