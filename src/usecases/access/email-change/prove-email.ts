import { type AccessProblemCode, codeLimits, doors, readEmailCode, veiledEmail } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../../domain/kernel/index.ts';
import { hashToken, newToken } from '../../../gateways/secrets.ts';
import { verifyNothing, verifySecret } from '../../../gateways/slow-hash.ts';
import {
  countEmailTry,
  type EmailChange,
  emailChangeByLink,
  keepEmailProven,
  loginById,
  setLoginEmail,
  waitingEmailChange,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';

type Refusal = Problem<AccessProblemCode> | TooManyTries;

/** The code that went to the new email came back from who is signed in: it is theirs, and they sign in with it from now on. */
export async function proveEmailByCode(
  deps: AccessDeps,
  { loginId, code }: { readonly loginId: string; readonly code: string },
  visit: Visit,
): Promise<Result<undefined, Refusal>> {
  const { now, address } = visit;
  const tooMany = await tryDoor(deps.db, doors.emailProof, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return deps.db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    const change = await waitingEmailChange(tx, loginId, now);
    if (change === undefined || change.codeTries >= codeLimits.emailTries) {
      return refused({ code: 'access.code-expired', field: 'code' });
    }
    await countEmailTry(tx, change.id);
    // An email that has a login already has no code: the same answer as for a wrong one.
    const typed = readEmailCode(code);
    const isRight = await (change.codeHash === undefined ? verifyNothing(typed) : verifySecret(change.codeHash, typed));
    if (!isRight) {
      return refusedAndKept({ code: 'access.code-wrong', field: 'code' });
    }
    return putInPlace(tx, deps, { change, visit });
  });
}

/** Whether a mailed link can still be used; opening it does nothing yet, since mail scanners open links too. */
export async function isEmailLinkOpen(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  const tooMany = await tryDoor(db, doors.emailProof, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const change = await emailChangeByLink(db, hashToken(token), now);
  return change === undefined ? refused({ code: 'access.link-expired' }) : ok(undefined);
}

/** The link in the mail proves the new email in any browser. It signs nobody in. */
export async function proveEmailByLink(
  deps: AccessDeps,
  token: string,
  visit: Visit,
): Promise<Result<undefined, Refusal>> {
  const { now, address } = visit;
  const tooMany = await tryDoor(deps.db, doors.emailProof, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return deps.db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    const change = await emailChangeByLink(tx, hashToken(token), now);
    return change === undefined ? refused({ code: 'access.link-expired' }) : putInPlace(tx, deps, { change, visit });
  });
}

async function putInPlace(
  tx: Database,
  { tell, links }: AccessDeps,
  { change, visit: { now, address } }: { readonly change: EmailChange; readonly visit: Visit },
): Promise<Result<undefined, Refusal>> {
  const { loginId, email, emailBefore } = change;
  if (!(await setLoginEmail(tx, loginId, { email, now }))) return refused({ code: 'access.link-expired' });
  const objection = newToken();
  await keepEmailProven(tx, change.id, { objectionHash: hashToken(objection), now });
  const actor = { kind: 'customer', id: loginId } as const;
  await recordAudit(tx, { at: now, actor, action: 'login.email-changed', address });
  const language = (await loginById(tx, loginId))?.language ?? 'es';
  const told = { event: 'access.email-changed', language, loginId } as const;
  const link = emailBefore === undefined ? 'none' : links.emailObjection(objection);
  await tell(tx, { ...told, to: emailBefore, email: veiledEmail(email), link }, now);
  await tell(tx, { ...told, to: email, email, link: 'none' }, now);
  return ok(undefined);
}
