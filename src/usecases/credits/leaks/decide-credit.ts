import { isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import { type LeakCreditsProblemCode, mayDecide } from '../../../domain/credits/index.ts';
import { type Cents, cents, ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { type LedgerProblemCode, leakCreditEntry } from '../../../domain/receivables/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type CreditRequest, findRequest, insertDecision } from '../../../store/credits/index.ts';
import { type Books, holdAccounts, postEntry } from '../../../store/receivables/index.ts';
import { inputHash } from '../../receivables/index.ts';
import { type CisReferenceProblemCode, enteredThere } from '../entered-there.ts';
import type { CreditDeps } from './ask-for-credit.ts';
import { tellOfCredit } from './tell-of-credit.ts';

/** Who decides, and from where. */
export interface Decider {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

export interface TypedDecision {
  readonly outcome: 'approved' | 'denied';
  /** What is credited; nothing where denied. */
  readonly amount: Cents;
  readonly reason: string;
  /** Where a billing system keeps the balance: under what it was entered there. */
  readonly reference?: string;
}

type Refused = Problem<LeakCreditsProblemCode | LedgerProblemCode | 'access.not-permitted' | CisReferenceProblemCode>;

const longest = 1000;

/**
 * Decides a request, or its appeal, with a reason: posts the credit, or keeps where the billing system has it, and leaves it to a job to tell the customer, all in
 * one transaction. The same decision sent twice is one, the second time refused as decided.
 */
export async function decideCredit(
  { db, utility, publicUrl }: CreditDeps,
  { requestId, decision, by }: { readonly requestId: number; readonly decision: TypedDecision; readonly by: Decider },
): Promise<Result<CreditRequest, Refused>> {
  if (!isPermitted(by.role, 'leak-credit.decide')) return refused({ code: 'access.not-permitted' });
  const { outcome, reason } = decision;
  if (reason === '') return refused({ code: 'leak-credits.reason-missing', field: 'reason' });
  if (reason.length > longest)
    return refused({ code: 'leak-credits.reason-long', field: 'reason', params: { max: longest } });
  const amount = outcome === 'approved' ? decision.amount : cents(0);
  const asked = await findRequest(db, requestId);
  if (asked === undefined) return refused({ code: 'leak-credits.decided' });
  return holdAccounts(db, [asked.accountId], async (tx): Promise<Result<CreditRequest, Refused>> => {
    const request = (await findRequest(tx, requestId)) ?? asked;
    const may = mayDecide(request, { staffId: by.staffId, outcome, amount }, utility.leak_credit.cap);
    if (!may.ok) return may;
    const entered = outcome === 'approved' ? enteredThere(utility.billing.by, decision.reference) : ok(undefined);
    if (!entered.ok) return entered;
    const round = request.decisions.length + 1;
    const today = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const isPosted = outcome === 'approved' && entered.value === undefined;
    const posted = isPosted ? await post(tx, request, { amount, round, today, now: by.now }) : undefined;
    if (posted !== undefined && !posted.ok) return posted;
    await insertDecision(tx, {
      requestId,
      round,
      staffId: by.staffId,
      outcome,
      amount,
      reason,
      ...present({ entryId: posted?.value.id, cisReference: entered.value }),
      now: by.now,
    });
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'leak-credit.decided',
      accountId: request.accountId,
      detail: { request: requestId, outcome, amount, ...present({ reference: entered.value }) },
      address: by.address,
    });
    await tellOfCredit(tx, {
      request,
      event: 'leak-credit.decided',
      values: { round, outcome, creditAmount: amount, why: reason, appeal: round === 1 ? 'yes' : 'no' },
      publicUrl,
      today,
      now: by.now,
    });
    return ok(request);
  });
}

const post = (
  tx: Books,
  { id, accountId }: CreditRequest,
  { amount, round, today, now }: { amount: Cents; round: number; today: Temporal.PlainDate; now: Temporal.Instant },
) =>
  postEntry(tx, leakCreditEntry({ accountId, amount, on: today, memo: `leak credit ${id}` }), {
    now,
    idempotencyKey: `leak-credit:${id}:${round}`,
    inputHash: inputHash({ id, round, amount }),
  });
