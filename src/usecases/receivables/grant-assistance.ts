import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type AssistanceProblemCode, grantUntil, isRunning } from '../../domain/receivables/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  assistanceOf,
  findAssistance,
  holdAccounts,
  insertAssistance,
  insertAssistanceEnd,
} from '../../store/receivables/index.ts';
import { programmeRules } from './programmes.ts';
import type { Clerk } from './take-deposit.ts';
import { tellOfAssistance } from './tell-of-assistance.ts';

export interface AssistanceDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'assistance' | 'time_zone'>;
}

export interface TypedAssistance {
  readonly accountId: number;
  readonly programme: string;
  /** The last day with it, `2027-05-06`. */
  readonly last: string;
  /** What was shown, in words. */
  readonly proof: string;
}

type Refused = Problem<AssistanceProblemCode | 'access.not-permitted'>;

const longest = 300;

/**
 * Puts an account into a programme from today, by what was shown, and tells the customer. It touches no login, autopay or
 * delivery.
 */
export async function grantAssistance(
  { db, utility }: AssistanceDeps,
  typed: TypedAssistance,
  by: Clerk,
): Promise<Result<void, Refused>> {
  if (!isPermitted(by.role, 'assistance.grant')) return refused({ code: 'access.not-permitted' });
  const { accountId, programme, proof } = typed;
  const rule = programmeRules(utility).find(({ id }) => id === programme);
  if (rule === undefined) return refused({ code: 'assistance.programme-missing', field: 'programme' });
  const last = readDay(typed.last);
  if (last === undefined) return refused({ code: 'assistance.day-unreadable', field: 'last' });
  if (proof === '') return refused({ code: 'assistance.proof-missing', field: 'proof' });
  if (proof.length > longest)
    return refused({ code: 'assistance.proof-long', field: 'proof', params: { max: longest } });
  const { staffId, now } = by;
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  return holdAccounts(db, [accountId], async (tx): Promise<Result<void, Refused>> => {
    const until = grantUntil(rule, { today, last, before: await assistanceOf(tx, [accountId]) });
    if (!until.ok) return until;
    const endsOn = until.value;
    const id = await insertAssistance(tx, { accountId, programme, fromOn: today, endsOn, proof, staffId, now });
    await record(tx, by, { action: 'assistance.granted', accountId, programme });
    const granted = await findAssistance(tx, id);
    if (granted !== undefined) await tellOfAssistance(tx, granted, { event: 'assistance.began', utility, now });
    return ok(undefined);
  });
}

/** Ends it from today, with a reason. */
export async function endAssistance(
  { db, utility }: AssistanceDeps,
  typed: { readonly id: number; readonly accountId: number; readonly reason: string },
  by: Clerk,
): Promise<Result<void, Refused>> {
  if (!isPermitted(by.role, 'assistance.grant')) return refused({ code: 'access.not-permitted' });
  const { id, accountId, reason } = typed;
  if (reason === '') return refused({ code: 'assistance.reason-missing', field: 'reason' });
  if (reason.length > longest)
    return refused({ code: 'assistance.proof-long', field: 'reason', params: { max: longest } });
  const { staffId, now } = by;
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  return holdAccounts(db, [accountId], async (tx): Promise<Result<void, Refused>> => {
    const granted = await findAssistance(tx, id);
    if (granted?.accountId !== accountId || !isRunning(granted, today)) {
      return refused({ code: 'assistance.not-running' });
    }
    await insertAssistanceEnd(tx, { id, endsOn: today, reason, staffId, now });
    await record(tx, by, { action: 'assistance.ended', accountId, programme: granted.programme });
    return ok(undefined);
  });
}

const record = (tx: Database, by: Clerk, done: { action: string; accountId: number; programme: string }) =>
  recordAudit(tx, {
    at: by.now,
    actor: { kind: 'staff', id: by.staffId },
    action: done.action,
    accountId: done.accountId,
    detail: { programme: done.programme },
    address: by.address,
  });

function readDay(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
}
