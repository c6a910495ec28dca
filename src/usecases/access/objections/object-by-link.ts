import { type AccessProblemCode, doors } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { hashToken } from '../../../gateways/secrets.ts';
import { isObjectionLinkGood, takeObjectionLink } from '../../../store/access/index.ts';
import type { TooManyTries } from '../try-door.ts';
import { tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';
import { openObjection } from './open-objection.ts';

type LinkRefused = Problem<AccessProblemCode> | TooManyTries;

/** Whether a mailed link can still be used; opening it does nothing yet, since mail scanners open links too. */
export async function isObjectionLinkOpen(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<undefined, LinkRefused>> {
  const tooMany = await tryDoor(db, doors.objection, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const good = await isObjectionLinkGood(db, hashToken(token), now);
  return good ? ok(undefined) : refused({ code: 'access.objection-over' });
}

/**
 * The customer of record says, by the link mailed to the address on file, that an access is not theirs. It works once. What
 * it answers tells nothing of the account, nor whether the access had ended before.
 */
export async function objectByLink(
  { db, tell }: Pick<AccessDeps, 'db' | 'tell'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<undefined, LinkRefused>> {
  const tooMany = await tryDoor(db, doors.objection, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return db.transaction(async (tx): Promise<Result<undefined, LinkRefused>> => {
    const accessId = await takeObjectionLink(tx, hashToken(token), now);
    if (accessId === undefined) return refused({ code: 'access.objection-over' });
    await openObjection(tx, { tell }, { accessId, objector: { channel: 'mail' }, now, address });
    return ok(undefined);
  });
}
