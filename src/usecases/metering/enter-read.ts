import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import type { BillingProblemCode } from '../../domain/billing/index.ts';
import { isAfter, ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import type { MeteringProblemCode } from '../../domain/metering/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { accountsOfMeter, keepReads, lockStandingRead } from '../../store/metering/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';

export interface ReadToEnter {
  readonly meterSerial: string;
  readonly on: Temporal.PlainDate;
  /** As it was typed. */
  readonly count: string;
  readonly reason: string;
}

type EnterProblem = Problem<MeteringProblemCode | BillingProblemCode | 'access.not-permitted'>;

/**
 * Keeps what somebody says a register showed on a day: a new read, or in place of the one that stands, which stays in the
 * history. It is how an account gets a bill that no read, no hours and no estimate could open or close. The accounts of its
 * places are held.
 */
export async function enterRead(
  { db, utility }: { readonly db: Database; readonly utility: Pick<Utility, 'time_zone'> },
  { meterSerial, on, count: typed, reason }: ReadToEnter,
  by: Clerk,
): Promise<Result<void, EnterProblem>> {
  if (!isPermitted(by.role, 'reads.validate')) return refused({ code: 'access.not-permitted' });
  const { staffId, now } = by;
  const count = /^\d{1,12}$/.test(typed.trim()) ? Number(typed) : undefined;
  if (count === undefined)
    return refused({ code: 'metering.value-unreadable', field: 'count', params: { found: typed } });
  if (isAfter(on, now.toZonedDateTimeISO(utility.time_zone).toPlainDate())) {
    return refused({ code: 'billing.read-in-future', field: 'on', params: { found: on.toString() } });
  }
  if (reason.trim() === '') return refused({ code: 'billing.reason-missing', field: 'reason' });
  const accountIds = await accountsOfMeter(db, meterSerial);
  return holdAccounts(db, accountIds, async (tx): Promise<Result<void, EnterProblem>> => {
    const supersedesId = await lockStandingRead(tx, meterSerial, on);
    const read = { meterSerial, on, count, quality: 'measured', source: `${staffId}: ${reason.trim()}` } as const;
    const kept = await keepReads(tx, [{ ...read, ...present({ supersedesId }) }], now);
    if (kept.length === 0)
      return refused({ code: 'metering.meter-unknown', field: 'meter', params: { serial: meterSerial } });
    for (const accountId of accountIds) {
      await recordAudit(tx, {
        ...{ at: now, actor: { kind: 'staff', id: staffId }, action: 'read.entered', accountId, address: by.address },
        detail: { meter: meterSerial, on: on.toString(), corrects: supersedesId !== undefined },
      });
    }
    return ok(undefined);
  });
}
