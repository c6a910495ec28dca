import { type AccessProblemCode, recoveryCodeCount } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { newMailedCode } from '../../../gateways/secrets.ts';
import { hashSecret } from '../../../gateways/slow-hash.ts';
import { authenticatorOf, replaceRecoveryCodes, sayCodesSaved } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import type { AccessDeps, Visit } from '../visit.ts';
import { tellOfSecondFactor } from './tell-of-second-factor.ts';

/** Ten codes and how to keep them: as slow hashes, for a code has 57 bits (ASVS 5.0, 6.5.2). Hashed before any transaction. */
export async function makeRecoveryCodes() {
  const codes = Array.from({ length: recoveryCodeCount }, newMailedCode);
  const hashes: string[] = [];
  // One after the other: each takes 19 MiB.
  for (const code of codes) hashes.push(await hashSecret(code));
  return {
    codes,
    keep: (tx: Database, loginId: string, now: Temporal.Instant) => replaceRecoveryCodes(tx, loginId, { hashes, now }),
  };
}

/** New recovery codes in the place of all before, shown this once. */
export async function renewRecoveryCodes(
  deps: Pick<AccessDeps, 'db' | 'tell'>,
  loginId: string,
  { now, address }: Visit,
): Promise<Result<readonly string[], Problem<AccessProblemCode>>> {
  const codes = await makeRecoveryCodes();
  return deps.db.transaction(async (tx) => {
    if ((await authenticatorOf(tx, loginId))?.verifiedAt === undefined) {
      return refused({ code: 'access.second-factor-over' });
    }
    await codes.keep(tx, loginId, now);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.recovery-codes-made', address });
    await tellOfSecondFactor(tx, deps, { loginId, what: 'codes_made', now });
    return ok(codes.codes);
  });
}

/** The person says that the codes are kept in a safe place; until then they are reminded. */
export const recoveryCodesSaved = (db: Database, loginId: string, { now }: Visit): Promise<void> =>
  sayCodesSaved(db, loginId, now);
