import { isPermitted } from '../../domain/access/index.ts';
import { ok, type Result, refused } from '../../domain/kernel/index.ts';
import { mayAnswer, mayTakeBack } from '../../domain/receivables/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  type FeeCharge,
  findFee,
  findRecurringFee,
  holdAccounts,
  insertFeeAnswer,
  insertRecurringFeeEnd,
} from '../../store/receivables/index.ts';
import { type FeeRefused, type FeesDeps, readReason } from './charge-fee.ts';
import { postFee } from './post-fee.ts';
import { reverseEntry } from './reverse-entry.ts';
import type { Clerk } from './take-deposit.ts';

interface Acted {
  readonly accountId: number;
  readonly action: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

const record = (tx: Database, by: Clerk, { accountId, action, detail }: Acted) =>
  recordAudit(tx, {
    at: by.now,
    actor: { kind: 'staff', id: by.staffId },
    action,
    accountId,
    detail,
    address: by.address,
  });

/** A second person agrees to a fee, which is owed from then on, or refuses it. Nobody answers their own. */
export async function answerFee(
  { db, utility }: FeesDeps,
  answer: { readonly id: number; readonly outcome: string; readonly reason: string },
  by: Clerk,
): Promise<Result<FeeCharge, FeeRefused>> {
  if (!isPermitted(by.role, 'fee.answer')) return refused({ code: 'access.not-permitted' });
  const { id, outcome } = answer;
  if (outcome !== 'approved' && outcome !== 'denied')
    return refused({ code: 'fees.outcome-missing', field: 'outcome' });
  const reason = outcome === 'denied' ? readReason(answer.reason) : ok(answer.reason.slice(0, 300));
  if (!reason.ok) return reason;
  const asked = await findFee(db, id);
  if (asked === undefined) return refused({ code: 'fees.answered' });
  return holdAccounts(db, [asked.accountId], async (books): Promise<Result<FeeCharge, FeeRefused>> => {
    const fee = (await findFee(books, id)) ?? asked;
    const may = mayAnswer(fee, by.staffId);
    if (!may.ok) return may;
    const { accountId, amount } = fee;
    const on = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const memo = `fee ${fee.fee}: ${fee.reason}`;
    const posted =
      outcome === 'approved'
        ? {
            entryId: await postFee(books, {
              accountId,
              amount,
              on,
              memo,
              income: 'revenue.fees',
              key: `answer:${id}`,
              now: by.now,
            }),
          }
        : {};
    const { staffId, now } = by;
    await insertFeeAnswer(books, { chargeId: id, staffId, outcome, reason: reason.value, ...posted, now });
    await record(books, by, { accountId, action: 'fee.answered', detail: { fee: fee.fee, outcome, amount } });
    return ok(fee);
  });
}

/** Takes a fee back: its entry is reversed, and where a bill has printed it, the next shows it among the credits. */
export async function takeBackFee(
  { db, utility }: FeesDeps,
  what: { readonly id: number; readonly reason: string },
  by: Clerk,
): Promise<Result<FeeCharge, FeeRefused>> {
  if (!isPermitted(by.role, 'fee.answer')) return refused({ code: 'access.not-permitted' });
  const reason = readReason(what.reason);
  if (!reason.ok) return reason;
  const asked = await findFee(db, what.id);
  if (asked === undefined) return refused({ code: 'fees.not-charged' });
  return holdAccounts(db, [asked.accountId], async (books): Promise<Result<FeeCharge, FeeRefused>> => {
    const fee = (await findFee(books, what.id)) ?? asked;
    const may = mayTakeBack(fee);
    if (!may.ok) return may;
    if (fee.entryId === undefined) throw new Error(`fee ${what.id} is charged and has no entry`);
    const on = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const memo = `fee ${fee.fee} taken back: ${reason.value}`;
    const reversed = await reverseEntry(books, { entryId: fee.entryId, on, memo, now: by.now });
    if (!reversed.ok) throw new Error(`fee ${what.id}: ${reversed.problem.code}`);
    const { accountId, amount } = fee;
    await record(books, by, { accountId, action: 'fee.taken-back', detail: { fee: fee.fee, amount } });
    return ok(fee);
  });
}

/** Ends a fee that comes with every bill, from today. */
export async function endRecurringFee(
  { db, utility }: FeesDeps,
  what: { readonly id: number; readonly accountId: number; readonly reason: string },
  by: Clerk,
): Promise<Result<void, FeeRefused>> {
  if (!isPermitted(by.role, 'fee.charge')) return refused({ code: 'access.not-permitted' });
  const reason = readReason(what.reason);
  if (!reason.ok) return reason;
  return holdAccounts(db, [what.accountId], async (books): Promise<Result<void, FeeRefused>> => {
    const running = await findRecurringFee(books, what.id);
    if (running?.accountId !== what.accountId) return refused({ code: 'fees.not-running' });
    const today = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const { staffId, now } = by;
    const ended = await insertRecurringFeeEnd(books, {
      id: what.id,
      endsOn: today,
      reason: reason.value,
      staffId,
      now,
    });
    if (!ended) return refused({ code: 'fees.not-running' });
    await record(books, by, { accountId: what.accountId, action: 'fee.ended', detail: { fee: running.fee } });
    return ok(undefined);
  });
}
