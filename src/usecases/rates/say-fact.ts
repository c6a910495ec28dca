import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import {
  askedFacts,
  type BillingProblemCode,
  checkFact,
  type RateBook,
  type TypedFact,
} from '../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { classesInUse, insertFact, type SaidFact, servicePointsOfAccount } from '../../store/rates/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';

export interface FactDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'time_zone'>;
  readonly rates: RateBook;
}

export interface FactToSay extends TypedFact {
  /** None where it is said about the whole utility. */
  readonly accountId?: number;
  /** Which of the account's service points; its only one unless said. */
  readonly servicePointId?: number;
}

type FactProblem = Problem<BillingProblemCode | 'access.not-permitted'>;

/**
 * Says something that rate schedules ask for, from a day on, with a reason. What was said about the same day before is kept
 * beside it. Bills that stand are not changed; a bill that is calculated after it goes by it.
 */
export async function sayFact(
  { db, rates }: FactDeps,
  typed: FactToSay,
  by: Clerk,
): Promise<Result<void, FactProblem>> {
  if (!isPermitted(by.role, 'rate-fact.say')) return refused({ code: 'access.not-permitted' });
  const { accountId } = typed;
  const points = accountId === undefined ? [] : await servicePointsOfAccount(db, accountId);
  const classes = accountId === undefined ? await classesInUse(db) : points.map(({ rateClass }) => rateClass);
  const checked = checkFact(askedFacts(rates, classes), typed);
  if (!checked.ok) return checked;
  const { owner } = checked.value;
  if (owner !== 'utility' && accountId === undefined) {
    return refused({ code: 'billing.fact-account-missing', field: 'owner', params: { name: checked.value.name } });
  }
  const point = points.find(({ id }) => id === typed.servicePointId) ?? (points.length === 1 ? points[0] : undefined);
  if (owner === 'service-point' && point === undefined) {
    const known = points.map(({ id }) => id).join(', ');
    return refused({ code: 'billing.fact-point-missing', field: 'owner', params: { known } });
  }
  const fact: SaidFact = {
    ...checked.value,
    ...present({ accountId, servicePointId: point?.id }),
    staffId: by.staffId,
  };
  const keep = async (tx: Database) => {
    await insertFact(tx, fact, by.now);
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'rate-fact.said',
      ...(owner === 'utility' ? {} : present({ accountId })),
      detail: { fact: fact.name, from: fact.fromOn.toString(), of: owner },
      address: by.address,
    });
    return ok(undefined);
  };
  return accountId === undefined || owner === 'utility' ? db.transaction(keep) : holdAccounts(db, [accountId], keep);
}
