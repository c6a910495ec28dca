import { type AccessProblemCode, codeLimits, doors } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { hashToken } from '../../../gateways/secrets.ts';
import { emailChangeToObject, loginById, objectToEmailChange, takeBackEmail } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';

type Refusal = Problem<AccessProblemCode> | TooManyTries;

const askedAfter = (now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ hours: codeLimits.emailObjectionDays * 24 });

/** Whether the old email can still object; opening the page does nothing yet. */
export async function isEmailObjectionOpen(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  const tooMany = await tryDoor(db, doors.objection, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const change = await emailChangeToObject(db, hashToken(token), askedAfter(now));
  return change === undefined ? refused({ code: 'access.objection-over' }) : ok(undefined);
}

/**
 * Who reads the old email says that the change was not theirs. Somebody else knows the password, then: the old email stands
 * again, every session ends, and password, passkeys and authenticator of since go. The way back in is a new password by
 * mail together with the numbers of a bill.
 */
export async function objectToEmail(
  { db, tell }: Pick<AccessDeps, 'db' | 'tell'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  const tooMany = await tryDoor(db, doors.objection, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    const change = await emailChangeToObject(tx, hashToken(token), askedAfter(now));
    if (change?.emailBefore === undefined) return refused({ code: 'access.objection-over' });
    const { loginId, emailBefore, askedAt } = change;
    await objectToEmailChange(tx, change.id, now);
    if (!(await takeBackEmail(tx, { loginId, emailBefore, askedAt, now }))) {
      return refused({ code: 'access.objection-over' });
    }
    const actor = { kind: 'guest' } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.email-objected', detail: { login: loginId }, address });
    const language = (await loginById(tx, loginId))?.language ?? 'es';
    await tell(tx, { event: 'access.email-kept', to: emailBefore, language, loginId }, now);
    return ok(undefined);
  });
}
