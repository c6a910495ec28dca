import { type AccessProblemCode, isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import {
  closedLogins,
  decideObjectionOf,
  endAccessOf,
  type ObjectionCase,
  type ObjectionOutcome,
  objectionById,
  openObjectionsOf,
  personOfAccess,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { holdAccounts } from '../../../store/receivables/index.ts';
import { endWhatWasSet } from '../end-what-was-set.ts';
import type { AccessDeps, Visit } from '../visit.ts';
import { readObjectionReason } from './objection-reason.ts';
import { tellOfObjection } from './tell-of-objection.ts';

/**
 * Staff decide an objection: the access comes back as it was, with the autopay and e-bill that it set, or it is removed for
 * good with them. Nothing is set for the customer: what comes back is what they had set themselves.
 */
export async function decideObjection(
  { db, tell }: Pick<AccessDeps, 'db' | 'tell'>,
  asked: { readonly id: number; readonly outcome: string; readonly reason: string },
  by: Visit & { readonly staffId: string; readonly role: StaffRole },
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  if (!isPermitted(by.role, 'access-objection.decide')) return refused({ code: 'access.not-permitted' });
  const { outcome } = asked;
  if (outcome !== 'restored' && outcome !== 'removed') {
    return refused({ code: 'access.objection-outcome-missing', field: 'outcome' });
  }
  const reason = readObjectionReason(asked.reason);
  if (!reason.ok) return reason;
  const objection = await objectionById(db, asked.id);
  if (objection === undefined) return refused({ code: 'access.objection-decided' });
  const { staffId, now, address } = by;
  return holdAccounts(db, [objection.accountId], async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    const decided = await decide(tx, objection, { outcome, now, by: { staffId, reason: reason.value } });
    if (!decided) return refused({ code: 'access.objection-decided' });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'staff', id: staffId },
      action: `access.objection-${outcome}`,
      accountId: objection.accountId,
      detail: { access: objection.accessId, objection: objection.id },
      address,
    });
    const person = await personOfAccess(tx, objection.accessId);
    if (person !== undefined) await tellOfObjection(tx, { tell }, { person, step: outcome, now });
    return ok(undefined);
  });
}

/**
 * The code mailed to the billing address decides what is open on its account: it proves who lives there. What the login
 * that typed it had set stands again; the autopay and e-bill that others had set end with their access.
 */
export async function settleByMailedCode(
  tx: Database,
  { accountId, loginId, now }: { readonly accountId: number; readonly loginId: string; readonly now: Temporal.Instant },
): Promise<void> {
  for (const objection of await openObjectionsOf(tx, accountId)) {
    const person = await personOfAccess(tx, objection.accessId);
    await decide(tx, objection, { outcome: person?.loginId === loginId ? 'restored' : 'removed', now });
  }
  await endWhatWasSet(tx, { accountId, isTheirs: (login) => login !== loginId, now });
}

async function decide(
  tx: Database,
  { id, accountId }: ObjectionCase,
  decided: {
    readonly outcome: ObjectionOutcome;
    readonly now: Temporal.Instant;
    readonly by?: { readonly staffId: string; readonly reason: string };
  },
): Promise<boolean> {
  const before = await closedLogins(tx, accountId);
  if (!(await decideObjectionOf(tx, id, decided))) return false;
  if (decided.outcome === 'restored') return true;
  // Those whom another open objection still closes wait for its answer.
  const still = await closedLogins(tx, accountId);
  const loginIds = before.filter((login) => !still.includes(login));
  const { now } = decided;
  await endAccessOf(tx, { accountId, loginIds, now });
  await endWhatWasSet(tx, { accountId, isTheirs: (login) => loginIds.includes(login), now });
  return true;
}
