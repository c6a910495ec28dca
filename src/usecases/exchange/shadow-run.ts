import { isPermitted } from '../../domain/access/index.ts';
import type { RateBook } from '../../domain/billing/index.ts';
import { shadowOfBill, shadowReportHead, shadowReportRows } from '../../domain/exchange/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { contentHash } from '../../gateways/read-stream.ts';
import { spooledText } from '../../gateways/spooled-text.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  beginShadowRun,
  billIdsToShadow,
  findShadowRun,
  finishShadowRun,
  keepShadows,
  lastBillOfShadowRun,
  loadBillsToShadow,
  readShadowRows,
  type ShadowRun,
  signShadowRun,
  unfinishedShadowRun,
} from '../../store/exchange/index.ts';
import type { Clerk } from '../receivables/index.ts';

/** So many bills in one transaction: what was cut off goes on behind the last of them. */
const batchSize = 500;

export interface ShadowSetting {
  readonly rates: RateBook;
  readonly minimumDays: number;
}

/**
 * Calculates again, by our rates, every bill of the billing system that was not yet as it stands; or all of them. Undefined
 * where there is none. A run that was cut off goes on with what it has not.
 */
export async function shadowBills(
  db: Database,
  { rates, minimumDays }: ShadowSetting,
  asked: { readonly all?: boolean; readonly by: string; readonly now: Temporal.Instant },
): Promise<ShadowRun | undefined> {
  const { all = false, by, now } = asked;
  let runId = await unfinishedShadowRun(db);
  let afterId = runId === undefined ? 0 : await lastBillOfShadowRun(db, runId);
  for (;;) {
    const ids = await billIdsToShadow(db, { afterId, limit: batchSize, all });
    if (ids.length === 0) break;
    runId ??= await beginShadowRun(db, by, now);
    const bills = await loadBillsToShadow(db, ids);
    const shadows = bills.map((one) => ({ ...one, outcome: shadowOfBill(one.bill, { rates, minimumDays }) }));
    const run = runId;
    await db.transaction((tx) => keepShadows(tx, run, shadows));
    afterId = ids.at(-1) ?? afterId;
  }
  if (runId === undefined) return undefined;
  await finishShadowRun(db, runId, { sha256: await hashOfReport(db, runId), now });
  return findShadowRun(db, runId);
}

/** Writes a run's report, every row of it, as it is filed and signed: some rows at a time. */
export async function writeShadowReport(
  db: Database,
  runId: number,
  write: (text: string) => Promise<void>,
): Promise<void> {
  await write(shadowReportHead);
  await readShadowRows(db, runId, (rows) => write(shadowReportRows(rows)));
}

/** The same for somebody to read, however slowly. */
export const shadowReport = (db: Database, runId: number): Promise<ReadableStream<Uint8Array>> =>
  spooledText((write) => writeShadowReport(db, runId, write));

/** The sha256 of that text. */
async function hashOfReport(db: Database, runId: number): Promise<string> {
  const hash = contentHash();
  await writeShadowReport(db, runId, async (text) => hash.update(Buffer.from(text)));
  return hash.digest();
}

/** Somebody of the staff signs a run's report, by their name: these rows and no others. */
export async function signShadowReport(
  db: Database,
  { runId, name, by }: { readonly runId: number; readonly name: string; readonly by: Clerk },
): Promise<Result<void, Problem>> {
  if (!isPermitted(by.role, 'shadow-run.sign')) return refused({ code: 'access.not-permitted' });
  const signature = name.trim().slice(0, 200);
  if (signature === '') return refused({ code: 'exchange.shadow-name-missing', field: 'name' });
  return db.transaction(async (tx): Promise<Result<void, Problem>> => {
    const sha256 = await hashOfReport(tx, runId);
    const signed = { sha256, staffId: by.staffId, name: signature, now: by.now };
    if (!(await signShadowRun(tx, runId, signed))) {
      return refused({ code: 'exchange.shadow-not-to-sign', params: { run: runId } });
    }
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'shadow-run.signed',
      detail: { run: runId, sha256 },
      address: by.address,
    });
    return ok(undefined);
  });
}
