import { doors, readEmailCode } from '../../../domain/access/index.ts';
import { isOnOrAfter, ok, type Problem, type Result, refused, refusedAndKept } from '../../../domain/kernel/index.ts';
import { type PhonesProblemCode, phoneCode } from '../../../domain/notices/index.ts';
import { verifySecret } from '../../../gateways/slow-hash.ts';
import { loginById } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { countPhoneTry, keepProvenPhone, lockAskedPhone } from '../../../store/notices/index.ts';
import { type Tell, type TooManyTries, tryDoor, type Visit } from '../../access/index.ts';

/** The code that went to the number came back from the person: it is theirs, and their yes stands. */
export async function provePhone(
  { db, tell }: { readonly db: Database; readonly tell: Tell },
  { loginId, code }: { readonly loginId: string; readonly code: string },
  { now, address }: Visit,
): Promise<Result<void, Problem<PhonesProblemCode> | TooManyTries>> {
  const tooMany = await tryDoor(db, doors.phoneProof, { address, subject: loginId }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return db.transaction(async (tx) => {
    const phone = await lockAskedPhone(tx, loginId);
    const isOver =
      phone?.codeHash === undefined || phone.codeTries >= phoneCode.tries || isOnOrAfter(now, phone.codeExpiresAt);
    if (phone === undefined || isOver) return refused({ code: 'phones.code-expired', field: 'code' });
    await countPhoneTry(tx, phone.id);
    if (!(await verifySecret(phone.codeHash ?? '', readEmailCode(code)))) {
      return refusedAndKept({ code: 'phones.code-wrong', field: 'code' });
    }
    await keepProvenPhone(tx, phone, { loginId, address, now });
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'phone.proven', address });
    const login = await loginById(tx, loginId);
    if (login !== undefined) {
      const { email: to, language } = login;
      await tell(tx, { event: 'access.phone-added', to, language, loginId, last4: phone.number.slice(-4) }, now);
    }
    return ok(undefined);
  });
}
