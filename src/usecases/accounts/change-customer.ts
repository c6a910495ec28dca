import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import { type AccountsProblemCode, type CustomerDetails, changesOf, readDetails } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { customerChanges, customerOf, keepCustomer, lockCustomer } from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { Clerk } from '../receivables/index.ts';
import { reasonProblems } from './master-reason.ts';

interface CustomerDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'languages'>;
}

type CustomerRefused = Problem<AccountsProblemCode | 'access.not-permitted'>;

interface AskedChange {
  readonly accountId: number;
  readonly details: CustomerDetails;
  readonly reason: string;
  /** The last change that the form had seen: a later one is not overwritten. */
  readonly seen: number;
}

/** Staff change a customer's name, language, telephone and mailing address; what each was stays, with who and why. */
export async function changeCustomer(
  { db, utility }: CustomerDeps,
  { accountId, details, reason, seen }: AskedChange,
  by: Clerk,
): Promise<Result<void, readonly CustomerRefused[]>> {
  if (!isPermitted(by.role, 'customer.change')) return refused([{ code: 'access.not-permitted' }]);
  return db.transaction(async (tx): Promise<Result<void, readonly CustomerRefused[]>> => {
    await lockCustomer(tx, accountId);
    const found = await customerOf(tx, accountId);
    if (found === undefined) throw new Error(`account ${accountId} has no customer`);
    if (found.lastChange !== seen) return refused([{ code: 'accounts.changed-meanwhile' }]);
    const read = readDetails(details, utility.languages);
    const problems = [...(read.ok ? [] : read.problem), ...reasonProblems(reason)];
    if (!read.ok || problems.length > 0) return refused(problems);
    const changes = changesOf(found.details, read.value);
    if (changes.length === 0) return refused([{ code: 'accounts.nothing-changed' }]);
    const { customerId } = found;
    await keepCustomer(
      tx,
      { customerId, details: read.value, changes },
      { reason: reason.trim(), staffId: by.staffId, now: by.now },
    );
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'customer.changed',
      accountId,
      detail: { fields: changes.map(({ field }) => field).join(', ') },
      address: by.address,
    });
    return ok(undefined);
  });
}

const maxShown = 100;

/** A customer as the form begins, and what was changed before. */
export async function loadCustomer(db: Database, accountId: number) {
  const found = await customerOf(db, accountId);
  if (found === undefined) throw new Error(`account ${accountId} has no customer`);
  return { ...found, history: await customerChanges(db, found.customerId, maxShown) };
}
