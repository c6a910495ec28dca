import { type Cents, present } from '../../kernel/index.ts';
import type { BatchForm, BatchName } from './batch-name.ts';
import { plainMoney } from './plain-money.ts';

export interface BatchFacts extends BatchName {
  readonly form: BatchForm;
  readonly fileName: string;
  readonly madeOn: Temporal.PlainDate;
  readonly madeAt: Temporal.Instant;
  readonly rows: number;
  /** Of payments. */
  readonly total?: Cents;
  readonly bytes: number;
  readonly sha256: string;
}

/** What stands beside a batch, so that who reads it knows that it is whole. */
export const batchTotals = (batch: BatchFacts): string =>
  `${JSON.stringify(
    {
      batch: batch.number,
      kind: batch.kind,
      form: batch.form,
      made_on: `${batch.madeOn}`,
      made_at: `${batch.madeAt}`,
      file: batch.fileName,
      count: batch.rows,
      ...present({ total: batch.total === undefined ? undefined : plainMoney(batch.total) }),
      ...(batch.total === undefined ? {} : { of: 'amount' }),
      bytes: batch.bytes,
      sha256: batch.sha256,
    },
    undefined,
    2,
  )}\n`;
