import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { batchContent, findBatchById } from '../../store/exchange/index.ts';
import type { Clerk } from '../receivables/index.ts';
import { totalsOfBatch } from './totals-of-batch.ts';

/** A batch's file as it went out, or what stands beside it, for somebody of the staff; it holds customers' data, so that they took it is kept. */
export async function readBatchFile(
  db: Database,
  batchId: number,
  { part, by }: { readonly part: 'file' | 'totals'; readonly by: Clerk },
): Promise<{ readonly fileName: string; readonly content: string } | undefined> {
  const batch = await findBatchById(db, batchId);
  if (batch === undefined) return undefined;
  await recordAudit(db, {
    at: by.now,
    actor: { kind: 'staff', id: by.staffId },
    action: 'exchange-batch.taken',
    detail: { kind: batch.kind, number: batch.number },
    address: by.address,
  });
  const content = await batchContent(db, batchId);
  return part === 'totals' ? totalsOfBatch(batch, content) : { fileName: batch.fileName, content };
}
