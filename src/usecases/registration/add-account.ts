import type { AccessProblemCode } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { accountNumberOf, grantAccess, loginById, ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { endRegistration, registrationByToken } from '../../store/registration/index.ts';
import { type AccessDeps, tellCustomerOfRecord, type Visit } from '../access/index.ts';
import { stillGoing } from './still-going.ts';

/** Adds the account just found to the login that is signed in: its email is verified already. */
export async function addAccount(
  { db, tell, links }: Pick<AccessDeps, 'db' | 'tell' | 'links'>,
  asked: { readonly token: string; readonly loginId: string },
  { now, address }: Visit,
): Promise<Result<string, Problem<AccessProblemCode>>> {
  return db.transaction(async (tx) => {
    const { loginId } = asked;
    const registration = stillGoing(await registrationByToken(tx, hashToken(asked.token)), now);
    const login = await loginById(tx, loginId);
    // Let in by the owner is not the owner: it is no way to an account of one's own.
    if (registration?.path === 'invitation') return refused({ code: 'access.already-claimed' });
    if (registration === undefined || login === undefined) return refused({ code: 'access.registration-expired' });
    const { accountId } = registration;
    const granted = await grantAccess(tx, { loginId, accountId, provenBy: 'bill-numbers', now });
    if (granted) {
      const actor = { kind: 'customer', id: loginId } as const;
      await recordAudit(tx, {
        at: now,
        actor,
        action: 'access.granted',
        accountId,
        detail: { proof: 'bill-numbers' },
        address,
      });
      await tellCustomerOfRecord(
        tx,
        { tell, links },
        { accountId, loginId, how: 'registered', email: login.email, now },
      );
      await tell(
        tx,
        { event: 'access.account-added', to: login.email, language: login.language, accountId, loginId },
        now,
      );
    } else if ((await ownerOf(tx, accountId))?.loginId !== loginId) {
      return refused({ code: 'access.already-claimed' });
    }
    await endRegistration(tx, registration.id, loginId, now);
    return ok(await accountNumberOf(tx, accountId));
  });
}
