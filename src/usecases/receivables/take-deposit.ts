import type { Utility } from '../../config/utility.ts';
import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import { isOnOrBefore, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type DepositsProblemCode, depositEntry } from '../../domain/receivables/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  type Books,
  heldDeposits,
  holdAccounts,
  insertDepositTaken,
  postEntry,
} from '../../store/receivables/index.ts';
import { inputHash } from './input-hash.ts';

/** Who of the staff acts, and from where. */
export interface Clerk {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly now: Temporal.Instant;
  readonly address: string;
}

export interface TypedDeposit {
  readonly accountId: number;
  /** An id of `deposits.kinds`. */
  readonly kind: string;
  readonly paidBy: string;
  readonly note: string;
}

const longest = 300;

/**
 * A deposit paid at the counter: held for the account, not income, and not a payment of a bill. The amount is that of its
 * kind in utility.yaml. One at a time is held, so a button pressed twice takes one.
 */
export async function takeDeposit(
  { db, utility }: { readonly db: Database; readonly utility: Pick<Utility, 'deposits' | 'time_zone'> },
  deposit: TypedDeposit,
  by: Clerk,
): Promise<Result<void, Problem<DepositsProblemCode | 'access.not-permitted'>>> {
  const asked = readDeposit(utility, deposit, by);
  if (!asked.ok) return asked;
  return holdAccounts(db, [deposit.accountId], (books) => takeDepositOf(books, asked.value, by));
}

/** A deposit that may be taken, with what of it is known before its account is held. */
export interface DepositToTake {
  readonly accountId: number;
  readonly kind: Utility['deposits']['kinds'][number];
  readonly paidBy: 'cash' | 'check';
  readonly note: string;
  readonly on: Temporal.PlainDate;
}

export function readDeposit(
  utility: Pick<Utility, 'deposits' | 'time_zone'>,
  { accountId, kind: kindId, paidBy, note }: TypedDeposit,
  by: Clerk,
): Result<DepositToTake, Problem<DepositsProblemCode | 'access.not-permitted'>> {
  if (!isPermitted(by.role, 'deposit.take')) return refused({ code: 'access.not-permitted' });
  const kind = utility.deposits.kinds.find(({ id }) => id === kindId);
  if (kind === undefined) return refused({ code: 'deposits.kind-missing', field: 'kind' });
  if (paidBy !== 'cash' && paidBy !== 'check') return refused({ code: 'deposits.method-missing', field: 'paid_by' });
  if (note.length > longest) return refused({ code: 'deposits.note-long', field: 'note', params: { max: longest } });
  const on = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  return ok({ accountId, kind, paidBy, note, on });
}

/** The same of an account that is held already: it has just been opened. */
export async function takeDepositOf(
  books: Books,
  { accountId, kind, paidBy, note, on }: DepositToTake,
  by: Clerk,
): Promise<Result<void, Problem<DepositsProblemCode>>> {
  const { closedOn } = books.account(accountId);
  if (closedOn !== undefined && isOnOrBefore(closedOn, on)) {
    return refused({ code: 'deposits.account-closed' });
  }
  if ((await heldDeposits(books, [accountId])).size > 0) return refused({ code: 'deposits.held-already' });
  const { amount, name: label } = kind;
  const entry = depositEntry({ accountId, amount, on, memo: `${kind.id} deposit, ${paidBy}`, into: 'cash.counter' });
  const posted = await postEntry(books, entry, {
    now: by.now,
    idempotencyKey: `deposit:${accountId}:${by.now}`,
    inputHash: inputHash({ accountId, amount, kind: kind.id }),
  });
  if (!posted.ok) throw new Error(`deposit of account ${accountId}: ${posted.problem.code}`);
  const { staffId, now } = by;
  await insertDepositTaken(books, { entryId: posted.value.id, accountId, kind: kind.id, label, note, staffId, now });
  await recordAudit(books, {
    at: now,
    actor: { kind: 'staff', id: staffId },
    action: 'deposit.taken',
    accountId,
    detail: { kind: kind.id, amount },
    address: by.address,
  });
  return ok(undefined);
}
