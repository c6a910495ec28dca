import { type AccessProblemCode, codeLimits, doors, readEmail, veiledEmail } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { hashToken, newEmailCode, newToken } from '../../../gateways/secrets.ts';
import { hashSecret } from '../../../gateways/slow-hash.ts';
import {
  endEmailChange,
  insertEmailChange,
  loginByEmail,
  loginById,
  waitingEmailChange,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';

/**
 * Mails a code and a link to the email that a person wants to sign in with from now on, and tells the old one, which works until
 * the new one is proven. An email that has a login is answered the same; its owner is told that it was tried.
 */
export async function askForEmail(
  { db, tell, links }: AccessDeps,
  { loginId, typed }: { readonly loginId: string; readonly typed: string },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode> | TooManyTries>> {
  const email = readEmail(typed);
  if (email === undefined) return refused({ code: 'access.email-unreadable', field: 'email' });
  const tooMany =
    (await tryDoor(db, doors.emailChange, { address, subject: loginId }, now)) ??
    (await tryDoor(db, doors.emailChange, { address, subject: hashToken(email) }, now));
  if (tooMany !== undefined) return refused(tooMany);
  const code = newEmailCode();
  const codeHash = await hashSecret(code);
  return db.transaction(async (tx) => {
    const login = await loginById(tx, loginId);
    if (login === undefined) return refused({ code: 'access.link-expired' });
    if (login.email === email) return refused({ code: 'access.email-same', field: 'email' });
    const isKnown = (await loginByEmail(tx, email)) !== undefined;
    const [token, objection] = [newToken(), newToken()];
    await insertEmailChange(tx, {
      ...{ loginId, email, emailBefore: login.email, now },
      codeHash: isKnown ? undefined : codeHash,
      linkHash: isKnown ? undefined : hashToken(token),
      objectionHash: hashToken(objection),
      expiresAt: now.add({ hours: codeLimits.emailHours }),
    });
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.email-change-asked', address });
    const { language } = login;
    await tell(
      tx,
      isKnown
        ? { event: 'access.email-known', to: email, language, link: links.signIn }
        : { event: 'access.new-email', to: email, language, code, link: links.newEmail(token) },
      now,
    );
    // Who has no email is told on paper, which carries no links.
    const link = login.email === undefined ? 'none' : links.emailObjection(objection);
    const veiled = veiledEmail(email);
    await tell(tx, { event: 'access.email-changing', to: login.email, language, loginId, email: veiled, link }, now);
    return ok(undefined);
  });
}

/** The new email that a login waits for a proof of. */
export const emailThatWaits = async (
  db: Database,
  loginId: string,
  now: Temporal.Instant,
): Promise<string | undefined> => (await waitingEmailChange(db, loginId, now))?.email;

/** The person takes the change back before it was proven. */
export async function withdrawEmailChange(db: Database, loginId: string, { now, address }: Visit): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await endEmailChange(tx, loginId, now))) return;
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.email-change-withdrawn', address });
  });
}
