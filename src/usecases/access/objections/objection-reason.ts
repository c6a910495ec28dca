import type { AccessProblemCode } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';

const longest = 300;

/** What staff write of an objection and of its decision: needed, and cut where it is too long. */
export function readObjectionReason(typed: string): Result<string, Problem<AccessProblemCode>> {
  const reason = typed.trim().slice(0, longest);
  return reason === '' ? refused({ code: 'access.objection-reason-missing', field: 'reason' }) : ok(reason);
}
