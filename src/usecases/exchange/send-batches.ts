import type { BatchForm, BatchKind } from '../../domain/exchange/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { OutgoingFolder } from '../../gateways/outgoing-folder.ts';
import type { Database } from '../../store/database.ts';
import { type Batch, batchContent, findBatch, markWritten, unwrittenBatches } from '../../store/exchange/index.ts';
import type { ExchangeSetting } from './exchange-setting.ts';
import { makeNextBatches } from './next-batch.ts';
import { totalsOfBatch } from './totals-of-batch.ts';

export interface Sending {
  readonly kind: BatchKind;
  readonly folder: OutgoingFolder;
  readonly setting: ExchangeSetting;
  /** Of payments; the utility's own where it is left out. */
  readonly form?: BatchForm;
  readonly now: Temporal.Instant;
}

/**
 * Puts into the folder what is to go out: first batches that stand and were never written, because what made them was cut off;
 * then everything new as the next batches. Answers the batches that were written. Killed at any point and run again, it neither
 * loses nor doubles.
 */
export async function sendBatches(
  db: Database,
  sending: Sending,
): Promise<Result<readonly Batch[], readonly Problem[]>> {
  const { kind, folder, setting, now } = sending;
  const ready = await folder.ready();
  if (!ready.ok) return refused([ready.problem]);
  const written: Batch[] = [];
  const write = async (batches: readonly Batch[]): Promise<Result<void, readonly Problem[]>> => {
    for (const batch of batches) {
      const put = await writeBatch(db, { batch, folder, now });
      if (!put.ok) return refused([put.problem]);
      written.push(batch);
    }
    return ok(undefined);
  };
  const before = await write(await unwrittenBatches(db, kind));
  if (!before.ok) return before;
  const form = kind === 'payments' ? (sending.form ?? setting.paymentsForm) : 'csv';
  const next = await makeNextBatches(db, { kind, form, setting, now });
  if (!next.ok) return next;
  const put = await write(next.value);
  return put.ok ? ok(written) : put;
}

/** A batch that was lost, again under its own number, byte for byte. */
export async function sendBatchAgain(
  db: Database,
  { kind, number, folder, now }: Pick<Sending, 'kind' | 'folder' | 'now'> & { readonly number: number },
): Promise<Result<Batch, Problem>> {
  const batch = await findBatch(db, { kind, number });
  if (batch === undefined) return refused({ code: 'exchange.batch-unknown', params: { kind, number } });
  const ready = await folder.ready();
  if (!ready.ok) return ready;
  const put = await writeBatch(db, { batch, folder, now });
  return put.ok ? ok(batch) : put;
}

/** The file first, then what says that it is whole, then that it was written. */
async function writeBatch(
  db: Database,
  { batch, folder, now }: { readonly batch: Batch } & Pick<Sending, 'folder' | 'now'>,
): Promise<Result<void, Problem>> {
  const content = await batchContent(db, batch.id);
  const put = await folder.put(batch.fileName, content);
  if (!put.ok) return put;
  const beside = totalsOfBatch(batch, content);
  const totals = await folder.put(beside.fileName, beside.content);
  if (!totals.ok) return totals;
  await markWritten(db, batch.id, now);
  return ok(undefined);
}
