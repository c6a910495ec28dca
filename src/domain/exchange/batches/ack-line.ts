import { ok, type Problem, present, type Result, refused } from '../../kernel/index.ts';
import type { ExchangeProblemCode } from '../problems.ts';
import { type BatchName, readBatchName } from './batch-name.ts';

/** What the billing system says about a batch, or of one receipt in it. */
export interface Acknowledgement {
  readonly batch: BatchName;
  /** Absent: the whole batch. */
  readonly receipt?: string;
  readonly status: 'accepted' | 'refused';
  readonly reason?: string;
}

export const ackColumns = ['batch', 'status', 'receipt', 'reason'] as const;

/** A line of an acknowledgement. Receipts are ours: whatever letter case they come in. */
export function readAckLine(
  value: (column: (typeof ackColumns)[number]) => string,
): Result<Acknowledgement, Problem<ExchangeProblemCode>> {
  const batch = readBatchName(value('batch'));
  if (batch === undefined) {
    return refused({ code: 'exchange.ack-batch-unreadable', field: 'batch', params: { found: value('batch') } });
  }
  const status = value('status').toLowerCase();
  if (status !== 'accepted' && status !== 'refused') {
    return refused({ code: 'exchange.ack-status-unknown', field: 'status', params: { found: value('status') } });
  }
  const [receipt, reason] = [value('receipt').toUpperCase(), value('reason')];
  return ok({
    batch,
    status,
    ...present({ receipt: receipt === '' ? undefined : receipt, reason: reason === '' ? undefined : reason }),
  });
}
