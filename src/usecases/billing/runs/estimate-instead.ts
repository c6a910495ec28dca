import { ok, type Problem, present, type Result } from '../../../domain/kernel/index.ts';
import { estimateRead, openingRead } from '../../../domain/metering/index.ts';
import { type BillRun, billCandidates, type DraftRead } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { keepReads, lockStandingRead, servicePointsToBill } from '../../../store/metering/index.ts';
import type { Clerk } from '../../receivables/index.ts';

/** As far back as an estimate looks. */
const daysBack = 420;

/** Supersedes the reads that closed a bill by what the meters would show by their own past; the draft is gone already. */
export async function estimateInstead(
  tx: Database,
  of: {
    readonly accountId: number;
    readonly run: BillRun;
    readonly reads: readonly DraftRead[];
    readonly by: Clerk;
  },
): Promise<Result<void, Problem>> {
  const { accountId, run, reads, by } = of;
  const [candidate] = await billCandidates(tx, [accountId], { readThrough: run.readThrough });
  if (candidate === undefined) return ok(undefined);
  const start = candidate.billedThrough ?? candidate.openedOn;
  const asked = { accountId, start, ...present({ lastBillId: candidate.lastBillId }) };
  const points = (await servicePointsToBill(tx, [asked], daysBack)).get(accountId) ?? [];
  const installations = points.flatMap((point) => point.installations);
  for (const { serial, on } of reads) {
    const installation = installations.find(({ register }) => register.serial === serial);
    const standing = await lockStandingRead(tx, serial, on);
    if (installation === undefined || standing === undefined) continue;
    const from = openingRead(installation, start);
    if (!from.ok) return from;
    const others = installation.reads.filter((read) => !read.on.equals(on));
    const estimate = estimateRead(installation.register, { from: from.value, reads: others }, on);
    if (!estimate.ok) return estimate;
    const source = `${by.staffId}: estimated while bill run ${run.id} was looked at (${estimate.value.basis})`;
    const { count, quality } = estimate.value;
    await keepReads(tx, [{ meterSerial: serial, on, count, quality, source, supersedesId: standing }], by.now);
  }
  return ok(undefined);
}
