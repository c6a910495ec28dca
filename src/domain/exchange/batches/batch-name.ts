/** What goes out to the billing system, each kind in batches of its own numbers. */
const batchKinds = ['payments', 'changes', 'enrolments'] as const;
export type BatchKind = (typeof batchKinds)[number];

/** The forms of a payments batch; the other kinds are CSV only. */
export const batchForms = ['csv', 'lockbox', 'bai', 'ccb-staging'] as const;
export type BatchForm = (typeof batchForms)[number];

const endings: Readonly<Record<BatchForm, string>> = {
  csv: '.csv',
  lockbox: '.lockbox.txt',
  bai: '.bai.txt',
  'ccb-staging': '.ccb-staging.txt',
};

export interface BatchName {
  readonly kind: BatchKind;
  readonly number: number;
}

/** `payments-2026-05-07-12.csv`: the number is the batch's own for good, whatever the date. */
export const batchFileName = (
  { kind, number }: BatchName,
  { madeOn, form }: { readonly madeOn: Temporal.PlainDate; readonly form: BatchForm },
): string => `${kind}-${madeOn}-${String(number).padStart(2, '0')}${endings[form]}`;

/** What says about a file how many rows it has and what they come to: it has the same name, and ends in `.json`. */
export const batchTotalsName = (fileName: string): string =>
  fileName.replace(/(\.(lockbox|bai|ccb-staging))?\.\w+$/, '.json');

/** A batch as an acknowledgement names it: `12`, `012`, `payments-2026-05-07-12` or its file's name. A bare number is of payments. */
export function readBatchName(written: string): BatchName | undefined {
  const text = written.trim().toLowerCase();
  const named = /^(?:(payments|changes|enrolments)-\d{4}-\d{2}-\d{2}-)?(\d{1,9})(?:\.[a-z.-]+)?$/.exec(text);
  const number = Number(named?.[2] ?? 0);
  if (number === 0) return undefined;
  return { kind: batchKinds.find((kind) => kind === named?.[1]) ?? 'payments', number };
}
