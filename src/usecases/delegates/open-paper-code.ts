import { type AccessProblemCode, doors, helperCodeStart, readMailedCode } from '../../domain/access/index.ts';
import { isBefore, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { invitationsByCodeStart, linkInvitation } from '../../store/delegates/index.ts';
import { type AccessDeps, cameIn, type TooManyTries, tryDoor, type Visit } from '../access/index.ts';

/**
 * The code of a sheet, typed by the person who holds it: gives the token of a link, by which they go on as everybody who was
 * mailed one. The code itself stays good until the invitation is taken. A wrong one takes as long as a right one.
 */
export async function openPaperCode(
  { db }: Pick<AccessDeps, 'db'>,
  typed: string,
  { now, address }: Visit,
): Promise<Result<{ readonly token: string }, Problem<AccessProblemCode> | TooManyTries>> {
  const tooMany = await tryDoor(db, doors.helperCode, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const code = readMailedCode(typed);
  const found = await invitationsByCodeStart(db, code.slice(0, helperCodeStart));
  const live = found.filter(({ invitation }) => invitation.stands && isBefore(now, invitation.expiresAt));
  if (live.length === 0) await verifyNothing(code);
  for (const { invitation, codeHash } of live) {
    if (!(await verifySecret(codeHash, code))) continue;
    const token = newToken();
    await linkInvitation(db, invitation.requestId, hashToken(token));
    await cameIn(db, doors.helperCode, { address }, { now });
    return ok({ token });
  }
  return refused({ code: 'access.helper-code-wrong', field: 'code' });
}
