import { isPermitted } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  type EqualLine,
  equalLines,
  insertShadowNote,
  type ShadowDifference,
  type ShadowNote,
  shadowDifferences,
  shadowNotes,
} from '../../store/exchange/index.ts';
import type { Clerk } from '../receivables/index.ts';

export { type ShadowDifference, shadowDifferences } from '../../store/exchange/index.ts';

const longest = 1000;

/** More lines than any bill has. */
const maxLines = 1000;

/** A bill of the billing system that does not come out: their lines, ours, and what analysts wrote of it. */
export interface BillThatDiffers {
  readonly differences: readonly ShadowDifference[];
  readonly equal: readonly EqualLine[];
  readonly notes: readonly ShadowNote[];
}

/** Undefined where the newest run found nothing different of it. */
export async function billThatDiffers(db: Database, billId: number): Promise<BillThatDiffers | undefined> {
  const { rows } = await shadowDifferences(db, { billId, limit: maxLines });
  if (rows.length === 0) return undefined;
  return { differences: rows, equal: await equalLines(db, billId), notes: await shadowNotes(db, billId) };
}

/** Keeps why a bill differs for a reason: that reason of it is explained from then on. */
export async function explainDifference(
  db: Database,
  {
    billId,
    reason,
    note,
    by,
  }: {
    readonly billId: number;
    readonly reason: string;
    readonly note: string;
    readonly by: Clerk;
  },
): Promise<Result<void, Problem>> {
  if (!isPermitted(by.role, 'shadow-run.sign')) return refused({ code: 'access.not-permitted' });
  const text = note.trim();
  if (text === '') return refused({ code: 'exchange.note-missing', field: 'note' });
  if (text.length > longest) return refused({ code: 'exchange.note-long', field: 'note', params: { max: longest } });
  return db.transaction(async (tx): Promise<Result<void, Problem>> => {
    const { rows } = await shadowDifferences(tx, { billId, reason, limit: 1 });
    if (rows.length === 0) return refused({ code: 'exchange.difference-reason-missing', field: 'reason' });
    await insertShadowNote(tx, { billId, reason, note: text, staffId: by.staffId, now: by.now });
    await recordAudit(tx, {
      ...{ at: by.now, actor: { kind: 'staff', id: by.staffId }, address: by.address },
      ...{ action: 'shadow-difference.explained', detail: { bill: rows[0]?.bill ?? '', reason } },
    });
    return ok(undefined);
  });
}
