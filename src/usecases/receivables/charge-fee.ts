import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import { type Cents, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { type FeesProblemCode, feeToCharge } from '../../domain/receivables/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { holdAccounts, insertFee, insertRecurringFee, recurringFees } from '../../store/receivables/index.ts';
import { feeKinds } from './fees-policy.ts';
import { postFee } from './post-fee.ts';
import type { Clerk } from './take-deposit.ts';

export interface FeesDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'fees' | 'time_zone'>;
}

export interface TypedFee {
  readonly accountId: number;
  /** An id of `fees.kinds` or of `fees.recurring`. */
  readonly kind: string;
  /** Asked only where the kind has no amount of its own. */
  readonly amount: Result<Cents, Problem>;
  readonly reason: string;
  /** The form it was typed in: sent twice, it is one fee. */
  readonly form: string;
}

export type FeeRefused = Problem<FeesProblemCode | 'access.not-permitted'>;

/** What became of a fee that was typed. */
type Charged = 'charged' | 'waiting' | 'recurring';

const longestReason = 300;

export function readReason(reason: string): Result<string, FeeRefused> {
  if (reason === '') return refused({ code: 'fees.reason-missing', field: 'reason' });
  return reason.length > longestReason
    ? refused({ code: 'fees.reason-long', field: 'reason', params: { max: longestReason } })
    : ok(reason);
}

/**
 * Charges a fee with a reason: in the books at once, waiting for a second person where it is above what one may charge, or
 * from today with every bill where it is a recurring one. Says which.
 */
export async function chargeFee(
  { db, utility }: FeesDeps,
  fee: TypedFee,
  by: Clerk,
): Promise<Result<Charged, FeeRefused>> {
  if (!isPermitted(by.role, 'fee.charge')) return refused({ code: 'access.not-permitted' });
  const reason = readReason(fee.reason);
  if (!reason.ok) return reason;
  const { accountId, form } = fee;
  const { staffId, now } = by;
  const on = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const recurring = utility.fees.recurring.find(({ id }) => id === fee.kind);
  const kind = feeKinds(utility).find(({ id }) => id === fee.kind);
  if (recurring === undefined && kind === undefined) return refused({ code: 'fees.kind-missing', field: 'kind' });
  const toCharge = kind && feeToCharge(kind, fee.amount, utility.fees.one_person_up_to);
  if (toCharge !== undefined && !toCharge.ok) return toCharge;
  return holdAccounts(db, [accountId], async (books): Promise<Result<Charged, FeeRefused>> => {
    const record = (amount?: Cents) =>
      recordAudit(books, {
        at: now,
        actor: { kind: 'staff', id: staffId },
        action: 'fee.charged',
        accountId,
        detail: { fee: fee.kind, ...present({ amount }) },
        address: by.address,
      });
    if (kind === undefined || toCharge === undefined) {
      const running = await recurringFees(books, [accountId]);
      if (running.some((one) => one.fee === fee.kind && one.endsOn === undefined)) {
        return refused({ code: 'fees.runs-already', field: 'kind' });
      }
      await insertRecurringFee(books, { accountId, fee: fee.kind, fromOn: on, reason: reason.value, staffId, now });
      await record();
      return ok('recurring');
    }
    const { amount, needsSecond } = toCharge.value;
    const memo = `fee ${kind.id}: ${reason.value}`;
    const key = `form:${form}`;
    const entryId = needsSecond
      ? undefined
      : await postFee(books, { accountId, amount, on, memo, income: 'revenue.fees', key, now });
    const isNew = await insertFee(books, {
      accountId,
      fee: kind.id,
      label: kind.name,
      amount,
      sample: utility.fees.sample,
      reason: reason.value,
      staffId,
      ...present({ entryId }),
      formKey: form,
      now,
    });
    if (isNew) await record(amount);
    return ok(needsSecond ? 'waiting' : 'charged');
  });
}
