import { isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import {
  budgetLeft,
  isAppealed,
  type RebateAnswer,
  type RebatesProblemCode,
  stepOf,
} from '../../../domain/credits/index.ts';
import { type Cents, cents, ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { type LedgerProblemCode, rebateEntry } from '../../../domain/receivables/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import {
  findRebate,
  insertStep,
  lockProgramme,
  programmeUse,
  type RebateApplication,
} from '../../../store/credits/index.ts';
import { hold, postEntry } from '../../../store/receivables/index.ts';
import { todayOf } from '../../access/index.ts';
import { inputHash } from '../../receivables/index.ts';
import { type CisReferenceProblemCode, enteredThere } from '../entered-there.ts';
import { longestNote, type RebateDeps } from './ask-for-rebate.ts';
import { programmeOf } from './load-rebates.ts';
import { tellOfRebate } from './tell-of-rebate.ts';

/** Who decides, and from where. */
interface Decider {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

type Refused = Problem<RebatesProblemCode | LedgerProblemCode | 'access.not-permitted' | CisReferenceProblemCode>;

/**
 * Answers an application: asks for more, refuses it with a reason, or approves it. Up to the limit that pays it at once as
 * a credit on the account, or closes it as entered in the billing system that keeps the balance; above it a second person does. The posting, the step and the job that tells the customer are one
 * transaction; the same answer sent twice is one, the second time refused as decided.
 */
export async function decideRebate(
  { db, utility, publicUrl }: RebateDeps,
  {
    rebate: { id, programme: programmeId },
    answer,
    amount,
    reason,
    reference,
    by: { staffId, role, now, address },
  }: {
    readonly rebate: Pick<RebateApplication, 'id' | 'programme'>;
    readonly answer: RebateAnswer;
    readonly amount: Cents;
    readonly reason: string;
    /** Where a billing system keeps the balance: under what it was entered there. */
    readonly reference?: string;
    readonly by: Decider;
  },
): Promise<Result<void, Refused>> {
  if (!isPermitted(role, 'rebate.decide')) return refused({ code: 'access.not-permitted' });
  if (reason.length > longestNote)
    return refused({ code: 'rebates.reason-long', field: 'reason', params: { max: longestNote } });
  const today = todayOf(utility, now);
  return db.transaction(async (tx): Promise<Result<void, Refused>> => {
    await lockProgramme(tx, programmeId);
    const rebate = await findRebate(tx, id);
    if (rebate === undefined) return refused({ code: 'rebates.decided' });
    const { accountId, steps, offer } = rebate;
    const books = await hold(tx, [accountId]);
    const programme = programmeOf(utility, programmeId);
    // A programme that was taken out of the configuration is still paid what it offered.
    const left =
      programme === undefined
        ? offer.amount
        : budgetLeft(programme, await programmeUse(tx, programme, { accountId, zone: utility.time_zone }));
    const step = stepOf(
      steps,
      { staffId, answer, amount, reason },
      { secondAbove: utility.rebates.secondApprovalAbove, max: offer.amount, budgetLeft: left },
    );
    if (!step.ok) return step;
    const { kind, amount: paid } = step.value;
    const entered = kind === 'paid' ? enteredThere(utility.billing.by, reference) : ok(undefined);
    if (!entered.ok) return entered;
    const ordinal = steps.length + 1;
    const posted =
      kind === 'paid' && paid !== undefined && entered.value === undefined
        ? await postEntry(books, rebateEntry({ accountId, amount: paid, on: today, memo: `rebate ${id}` }), {
            now,
            idempotencyKey: `rebate:${id}`,
            inputHash: inputHash({ id, amount: paid }),
          })
        : undefined;
    if (posted !== undefined && !posted.ok) return posted;
    await insertStep(tx, {
      ...{ applicationId: id, ordinal, kind, staffId, amount: paid, reason, now },
      entryId: posted?.value.id,
      cisReference: entered.value,
    });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'staff', id: staffId },
      action: 'rebate.decided',
      accountId,
      detail: { rebate: id, step: kind, amount: paid ?? cents(0), ...present({ reference: entered.value }) },
      address,
    });
    const appeal = kind !== 'refused' ? 'none' : isAppealed(steps) ? 'over' : 'open';
    // That a second person still has to look is the utility's own affair.
    if (kind !== 'approved') {
      await tellOfRebate(tx, {
        rebate,
        event: kind === 'more-needed' ? 'rebate.more-needed' : 'rebate.decided',
        ordinal,
        values: { outcome: kind, creditAmount: paid ?? cents(0), why: reason === '' ? 'none' : reason, appeal },
        ...{ utility, publicUrl, today, now },
      });
    }
    return ok(undefined);
  });
}
