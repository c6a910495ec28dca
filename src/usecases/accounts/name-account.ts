import type { AccessProblemCode } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { setNickname } from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight } from '../access/index.ts';

const maxNickname = 40;

/** A name as it was typed; empty is none. */
export function readNickname(typed: string): Result<string | undefined, Problem<AccessProblemCode>> {
  const nickname = typed.trim().replaceAll(/\s+/g, ' ');
  if (nickname.length > maxNickname) {
    return refused({ code: 'access.nickname-too-long', field: 'nickname', params: { max: maxNickname } });
  }
  return ok(nickname === '' ? undefined : nickname);
}

/** What this person calls an account from now on; other people's names for it stay theirs. */
export async function nameAccount(
  db: Database,
  { accountId, loginId, rights }: AuthorisedAccount,
  typed: string,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  needsRight({ rights }, 'view');
  const nickname = readNickname(typed);
  if (!nickname.ok) return nickname;
  await setNickname(db, { accountId, loginId }, nickname.value);
  return ok(undefined);
}
