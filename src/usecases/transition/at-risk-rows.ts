import type { AtRiskAccount } from './list-at-risk.ts';

const columns = [
  'account',
  'name',
  'language',
  'phone',
  'email',
  'bill',
  'due_on',
  'owed',
  'stage',
  'register_by',
  'contacts',
  'fees_held_until',
  'because',
];

/** The at-risk list as rows of a file, its header first; for dialers and mail merges. */
export const atRiskRows = (accounts: readonly AtRiskAccount[], timeZone: string): readonly (readonly string[])[] => [
  columns,
  ...accounts.map((one) => [
    one.account,
    one.name,
    one.language,
    one.phone ?? '',
    one.email ?? '',
    one.billNumber,
    one.dueOn.toString(),
    (one.owed / 100).toFixed(2),
    one.stage,
    one.registerBy.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
    `${one.outreach}`,
    one.feesHeldUntil?.toString() ?? '',
    one.because,
  ]),
];
