import { type AccessProblemCode, isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { personOfAccess } from '../../../store/access/index.ts';
import type { AccessDeps, Visit } from '../visit.ts';
import { readObjectionReason } from './objection-reason.ts';
import { openObjection } from './open-objection.ts';

/** The customer of record says on the telephone that an access is not theirs: staff close it, and write what was said. */
export async function objectByPhone(
  { db, tell }: Pick<AccessDeps, 'db' | 'tell'>,
  asked: { readonly accountId: number; readonly accessId: number; readonly reason: string },
  by: Visit & { readonly staffId: string; readonly role: StaffRole },
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  if (!isPermitted(by.role, 'access-objection.take')) return refused({ code: 'access.not-permitted' });
  const reason = readObjectionReason(asked.reason);
  if (!reason.ok) return reason;
  const { accountId, accessId } = asked;
  const { staffId, now, address } = by;
  return db.transaction(async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    if ((await personOfAccess(tx, accessId))?.accountId !== accountId) return refused({ code: 'access.not-yours' });
    const objector = { channel: 'phone', staffId, reason: reason.value } as const;
    const opened = await openObjection(tx, { tell }, { accessId, objector, now, address });
    return opened ? ok(undefined) : refused({ code: 'access.objection-decided' });
  });
}
