import { type AccessProblemCode, doors, readEmail } from '../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { accountNumberOf, keepAccessRequest, ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { registrationByToken } from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tryDoor, type Visit } from '../access/index.ts';
import { mailCode } from './mail-code.ts';
import { stillGoing } from './still-going.ts';

/** R3: asks the owner of a claimed account to let the asker in. The owner decides; nothing else changes. */
export async function askOwner(
  { db, tell, links }: Pick<AccessDeps, 'db' | 'tell' | 'links'>,
  asked: { readonly token: string; readonly email: string; readonly language: Language },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode> | TooManyTries>> {
  const registration = stillGoing(await registrationByToken(db, hashToken(asked.token)), now);
  if (registration === undefined) return refused({ code: 'access.registration-expired' });
  const asker = readEmail(asked.email);
  if (asker === undefined) return refused({ code: 'access.email-unreadable', field: 'email' });
  const { accountId } = registration;
  const tooMany = await tryDoor(db, doors.askOwner, { address, subject: String(accountId) }, now);
  if (tooMany !== undefined) return refused(tooMany);
  await db.transaction(async (tx) => {
    await keepAccessRequest(tx, { accountId, email: asker, language: asked.language, now });
    await recordAudit(tx, { at: now, actor: { kind: 'guest' }, action: 'access.asked-for', accountId, address });
    const owner = await ownerOf(tx, accountId);
    if (owner === undefined) return;
    const { loginId, email, language } = owner;
    const number = await accountNumberOf(tx, accountId);
    await tell(
      tx,
      { event: 'access.asked-for', to: email, language, accountId, loginId, asker, link: links.people(number) },
      now,
    );
  });
  return ok(undefined);
}

/** R3: a code mailed on paper, for someone who is signed in already. */
export async function askForMailedCode(
  deps: AccessDeps,
  asked: { readonly token: string; readonly loginId: string },
  { now }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const registration = stillGoing(await registrationByToken(deps.db, hashToken(asked.token)), now);
  if (registration === undefined) return refused({ code: 'access.registration-expired' });
  const { accountId } = registration;
  const mailed = await deps.db.transaction((tx) =>
    mailCode(tx, deps, { loginId: asked.loginId, accountId, link: deps.links.mailedCode, now }),
  );
  return mailed ? ok(undefined) : refused({ code: 'access.mailed-code-too-soon' });
}
