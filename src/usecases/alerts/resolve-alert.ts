import { createHash } from 'node:crypto';
import { fileKindOf, type LeakCause, largestFile } from '../../domain/alerts/index.ts';
import { earlierOf, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { insertFile, insertResolution } from '../../store/alerts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { forgetForecast } from '../../store/forecast/index.ts';
import { type AuthorisedAccount, needsRight, type Visit } from '../access/index.ts';
import type { AccountAlert } from './load-alerts.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface SaidOfAlert {
  readonly kind: 'fixed' | 'expected';
  readonly cause: LeakCause;
  /** The day on which it was fixed, not after today. */
  readonly on: Temporal.PlainDate;
  readonly note: string;
  readonly receipt?: UploadedFile | undefined;
}

export type ReceiptRefused = Problem<'alerts.file-kind' | 'alerts.file-large'>;

/**
 * Keeps what the customer says became of an alert. The meter has the last word: the next scans prove the repair, or say
 * that water still runs. A repair of today counts from now, one of a day before from the end of that day.
 */
export async function resolveAlert(
  db: Database,
  account: AuthorisedAccount,
  { alert, said, zone, visit }: { alert: AccountAlert; said: SaidOfAlert; zone: string; visit: Visit },
): Promise<Result<void, ReceiptRefused>> {
  needsRight(account, 'alerts');
  const { now, address } = visit;
  const endOfDay = said.on.add({ days: 1 }).toZonedDateTime(zone).toInstant();
  const since = earlierOf(endOfDay, now);
  return db.transaction(async (tx) => {
    if (said.receipt !== undefined) {
      const kept = await keepFile(tx, account, { alert, file: said.receipt, now });
      if (!kept.ok) return kept;
    }
    await insertResolution(tx, alert.id, {
      kind: said.kind,
      cause: said.cause,
      since,
      note: said.note,
      loginId: account.loginId,
      saidAt: now,
    });
    await forgetForecast(tx, account.accountId);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: account.loginId },
      action: 'alert.resolved',
      accountId: account.accountId,
      detail: { alert: alert.id, kind: said.kind, cause: said.cause },
      address,
    });
    return ok(undefined);
  });
}

/** Keeps a receipt or photograph with an alert, by what its bytes are and not by its name. */
async function keepFile(
  tx: Database,
  account: AuthorisedAccount,
  { alert, file, now }: { alert: AccountAlert; file: UploadedFile; now: Temporal.Instant },
): Promise<Result<void, ReceiptRefused>> {
  const mediaType = fileKindOf(file);
  if (file.bytes.length > largestFile) return refused({ code: 'alerts.file-large', field: 'receipt' });
  if (mediaType === undefined) return refused({ code: 'alerts.file-kind', field: 'receipt' });
  await insertFile(tx, {
    alertId: alert.id,
    loginId: account.loginId,
    name: file.name.slice(0, 200),
    mediaType,
    bytes: file.bytes,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    now,
  });
  return ok(undefined);
}
