/** What published files and people write, without case, spaces and dashes; in months. */
const months: ReadonlyMap<string, number> = new Map([
  ...['monthly', 'month', 'everymonth', '1month', '1'].map((word) => [word, 1] as const),
  ...['bimonthly', 'bimonth', 'everytwomonths', 'everyothermonth', 'every2months', '2months', '2'].map(
    (word) => [word, 2] as const,
  ),
  ...['quarterly', 'quarter', 'trimonthly', 'everythreemonths', 'every3months', '3months', '3'].map(
    (word) => [word, 3] as const,
  ),
  ...['triannual', 'triannually', 'everyfourmonths', 'every4months', '4months', '4'].map((word) => [word, 4] as const),
  ...['semiannual', 'semiannually', 'biannual', 'biannually', 'halfyearly', 'every6months', '6months', '6'].map(
    (word) => [word, 6] as const,
  ),
  ...['annual', 'annually', 'yearly', 'year', '12months', '12'].map((word) => [word, 12] as const),
]);

/** How many months a bill of the schedule is for; undefined for a word that says no number of months. */
export const readFrequency = (written: string): number | undefined =>
  months.get(written.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
