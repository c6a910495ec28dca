import { isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import type { BillDifference } from '../../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import {
  type BillToRecalculate,
  type CorrectionKind,
  findBillById,
  findCorrection,
  findRun,
  insertCorrectionDecision,
  keepCorrection,
  lastPostedBill,
  lockCycle,
} from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { type Books, hold } from '../../../store/receivables/index.ts';
import { cancelBill } from '../cancel-bill.ts';
import { postWithin } from '../post-bill-run.ts';
import { draftOne } from '../run-bill-cycle.ts';
import { compareBill } from './compare-bills.ts';
import { type BillingSetting, cycleAgain, recalculateBill } from './recalculate-bill.ts';

interface BillingAnalyst {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

export interface CorrectionAnswer {
  readonly billId: number;
  readonly kind: CorrectionKind;
  readonly reason: string;
  /** The difference that was looked at: another one is refused. */
  readonly seen: BillDifference;
  readonly by: BillingAnalyst;
}

const longestReason = 1000;

/**
 * Answers a bill that its hours say otherwise of. `rebill` cancels it and bills its days again, posted at once, told and
 * printed as any bill; `carry` leaves the difference to the next read; `stand` leaves it as it is. All in one transaction,
 * so that nobody is left with no bill. Sent twice it is one answer, the second time refused.
 *
 * @returns the number of the new bill, where there is one
 */
export async function answerCorrection(
  db: Database,
  setting: BillingSetting,
  answer: CorrectionAnswer,
): Promise<Result<string | undefined, Problem>> {
  const { billId, kind, reason, seen, by } = answer;
  if (!isPermitted(by.role, 'bill-correction.answer')) return refused({ code: 'access.not-permitted' });
  if (reason === '') return refused({ code: 'billing.reason-missing', field: 'reason' });
  if (reason.length > longestReason) {
    return refused({ code: 'billing.reason-long', field: 'reason', params: { max: longestReason } });
  }
  const asked = await findBillById(db, billId);
  if (asked === undefined) return refused({ code: 'billing.correction-answered' });
  const answered = await db.transaction(async (transaction): Promise<Result<string | undefined, Problem>> => {
    const run = asked.runId === undefined ? undefined : await findRun(transaction, asked.runId);
    // Billing again begins a supplement of its cycle; the turn for that comes before accounts.
    if (run !== undefined) await lockCycle(transaction, run.cycle, run.readThrough);
    const tx = await hold(transaction, [asked.accountId]);
    const again = await recalculateBill(tx, setting, { billId, now: by.now });
    const known = await findCorrection(tx, billId);
    if (again === undefined || known?.state !== 'waits') return refused({ code: 'billing.correction-answered' });
    const { bill, difference } = again;
    if (difference.gallons !== seen.gallons || difference.amount !== seen.amount) {
      return refused({ code: 'billing.correction-changed' });
    }
    const rebilled = kind === 'rebill' ? await rebill(tx, setting, { bill, answer }) : ok(undefined);
    if (!rebilled.ok) return rebilled;
    await insertCorrectionDecision(tx, {
      ...{ billId, kind, difference, reason, staffId: by.staffId, now: by.now },
      ...present({ rebilled: rebilled.value }),
    });
    const state = { rebill: 'rebilled', carry: 'carried', stand: 'stands' } as const;
    await keepCorrection(tx, { billId, difference, state: state[kind], now: by.now });
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: `bill-correction.${kind}`,
      accountId: known.accountId,
      detail: { bill: bill.number, gallons: difference.gallons, amount: difference.amount },
      address: by.address,
    });
    return ok(rebilled.value);
  });
  // The refusal took everything back; the difference to look at again is kept after it.
  if (!answered.ok && answered.problem.code === 'billing.correction-changed') {
    await compareBill(db, setting, { billId, now: by.now });
  }
  return answered;
}

async function rebill(
  tx: Books,
  setting: BillingSetting,
  { bill, answer }: { bill: BillToRecalculate; answer: CorrectionAnswer },
): Promise<Result<string, Problem>> {
  const { reason, by } = answer;
  const { now } = by;
  const { time_zone: zone, cutOver } = setting.utility;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const cancelled = await cancelBill(tx, { number: bill.number, reason, on: today, now });
  if (!cancelled.ok) return cancelled;
  const cycle = cycleAgain(setting, { ...bill, issuedOn: today }, now);
  const drafted = await draftOne(tx, cycle, bill.candidate);
  if (!drafted.ok) return drafted;
  if (drafted.value === undefined) return refused({ code: 'billing.correction-changed' });
  const posted = await postWithin(tx, {
    ...{ runId: drafted.value.run.id, policy: cycle.policy, now },
    cutOver: cutOver.toZonedDateTimeISO(zone).toPlainDate(),
  });
  if (!posted.ok) return posted;
  const standing = await lastPostedBill(tx, bill.candidate.accountId);
  if (standing?.runId !== drafted.value.run.id)
    throw new Error(`bill ${bill.number} was cancelled and not billed again`);
  return ok(standing.number);
}
