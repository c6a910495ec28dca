import { isPermitted } from '../../domain/access/index.ts';
import { type AccountsProblemCode, canGoOn, endOfService } from '../../domain/accounts/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { keepServiceEnd, serviceOf } from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type Books, holdAccounts } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';

type ServiceRefused = Problem<AccountsProblemCode | 'access.not-permitted'>;

interface AskedEnd {
  readonly accountId: number;
  /** The first day no longer served; undefined where what was typed is no date. */
  readonly on?: Temporal.PlainDate;
  readonly reason: string;
}

interface ServiceClerk extends Clerk {
  readonly today: Temporal.PlainDate;
}

const longestReason = 300;

/** A customer moves out: the account is served until a day, and the next run of its cycle makes its final bill. */
export async function endService(
  db: Database,
  { accountId, on, reason }: AskedEnd,
  by: ServiceClerk,
): Promise<Result<void, ServiceRefused>> {
  const why = readReason(reason, by);
  if (!why.ok) return why;
  if (on === undefined) return refused({ code: 'accounts.end-unreadable', field: 'on' });
  return holdAccounts(db, [accountId], async (books): Promise<Result<void, ServiceRefused>> => {
    const end = endOfService(await serviceOf(books, accountId), { on, today: by.today });
    if (!end.ok) return end;
    await keep(books, { accountId, reason: why.value, endsOn: end.value }, by);
    return ok(undefined);
  });
}

/** The customer stays after all: the end is taken back, while neither a final bill nor a newcomer counts on it. */
export async function takeBackServiceEnd(
  db: Database,
  { accountId, reason }: Omit<AskedEnd, 'on'>,
  by: Clerk,
): Promise<Result<void, ServiceRefused>> {
  const why = readReason(reason, by);
  if (!why.ok) return why;
  return holdAccounts(db, [accountId], async (books): Promise<Result<void, ServiceRefused>> => {
    const goesOn = canGoOn(await serviceOf(books, accountId));
    if (!goesOn.ok) return goesOn;
    await keep(books, { accountId, reason: why.value }, by);
    return ok(undefined);
  });
}

function readReason(reason: string, by: Clerk): Result<string, ServiceRefused> {
  if (!isPermitted(by.role, 'service.end')) return refused({ code: 'access.not-permitted' });
  if (reason.trim() === '') return refused({ code: 'accounts.reason-missing', field: 'reason' });
  return reason.length > longestReason
    ? refused({ code: 'accounts.reason-long', field: 'reason', params: { max: longestReason } })
    : ok(reason.trim());
}

async function keep(
  books: Books,
  end: { readonly accountId: number; readonly reason: string; readonly endsOn?: Temporal.PlainDate },
  { staffId, now, address }: Clerk,
): Promise<void> {
  await keepServiceEnd(books, { ...end, staffId, now });
  await recordAudit(books, {
    at: now,
    actor: { kind: 'staff', id: staffId },
    action: end.endsOn === undefined ? 'service.goes-on' : 'service.ended',
    accountId: end.accountId,
    detail: { reason: end.reason, ...present({ on: end.endsOn?.toString() }) },
    address,
  });
}
