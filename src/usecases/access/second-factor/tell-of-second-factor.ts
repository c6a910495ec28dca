import { present } from '../../../domain/kernel/index.ts';
import { loginById } from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';
import type { AccessNotice } from '../tell.ts';
import type { AccessDeps } from '../visit.ts';

type SecondFactorNotice = Extract<AccessNotice, { event: 'access.second-factor' }>;

/** Tells a person by their email what changed in their second factor. */
export async function tellOfSecondFactor(
  tx: Database,
  { tell }: Pick<AccessDeps, 'tell'>,
  {
    loginId,
    what,
    left,
    now,
  }: Pick<SecondFactorNotice, 'what' | 'loginId'> & { readonly left?: number; readonly now: Temporal.Instant },
): Promise<void> {
  const login = await loginById(tx, loginId);
  if (login === undefined) return;
  const { email: to, language } = login;
  await tell(tx, { event: 'access.second-factor', to, language, loginId, what, ...present({ left }) }, now);
}
