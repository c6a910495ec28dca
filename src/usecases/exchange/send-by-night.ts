import type { BatchKind } from '../../domain/exchange/index.ts';
import { isBefore, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { type Batch, lastBatchOf, unwrittenBatches } from '../../store/exchange/index.ts';
import { type Sending, sendBatches } from './send-batches.ts';

const kinds: readonly BatchKind[] = ['payments', 'changes', 'enrolments'];

/**
 * The night's batches, each kind once a night: from the hour of the batch until that hour of the next day. A batch that stands
 * and lies in no folder is written at once. A kind that cannot go out keeps no other from going.
 */
export async function sendByNight(
  db: Database,
  sending: Omit<Sending, 'kind' | 'form'>,
): Promise<Result<readonly Batch[], readonly Problem[]>> {
  const { setting, now } = sending;
  const local = now.toZonedDateTimeISO(setting.timeZone);
  const today = local.startOfDay().with({ hour: setting.batchHour });
  const began = (isBefore(local.toInstant(), today.toInstant()) ? today.subtract({ days: 1 }) : today).toInstant();
  const written: Batch[] = [];
  const problems: Problem[] = [];
  for (const kind of kinds) {
    const last = await lastBatchOf(db, kind);
    const isDone = last !== undefined && !isBefore(last.madeAt, began);
    if (isDone && (await unwrittenBatches(db, kind)).length === 0) continue;
    const sent = await sendBatches(db, { ...sending, kind });
    if (sent.ok) written.push(...sent.value);
    else problems.push(...sent.problem);
  }
  return problems.length > 0 ? refused(problems) : ok(written);
}
