import { type AccessProblemCode, acceptPassword, passwordLimits, wordsCloseTo } from '../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../gateways/password-guesses.ts';
import { newId } from '../../gateways/secrets.ts';
import { hashSecret } from '../../gateways/slow-hash.ts';
import { insertLogin, recordConsent } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { AccessDeps, Visit } from '../access/index.ts';

/** What a person without an email chooses. */
export interface ChosenWithoutEmail {
  readonly password: string;
  readonly language: Language;
  /** What they agreed to, word for word (R10); undefined where they did not. */
  readonly consent: { readonly text: string; readonly version: string } | undefined;
}

/** What may be kept of it: the password that is not guessed, and the agreement. */
export interface AcceptedWithoutEmail {
  readonly passwordHash: string;
  readonly language: Language;
  readonly consent: { readonly text: string; readonly version: string };
}

export async function acceptWithoutEmail(
  { utility }: Pick<AccessDeps, 'utility'>,
  number: string,
  { password: typed, language, consent }: ChosenWithoutEmail,
): Promise<Result<AcceptedWithoutEmail, readonly Problem<AccessProblemCode>[]>> {
  const close = wordsCloseTo({
    utility: [utility.name, utility.short_name],
    email: '',
    numbers: [number],
  });
  const password = acceptPassword(typed, passwordLimits.alone, (one) => passwordGuessesLog10(one, close));
  if (!password.ok || consent === undefined) {
    return refused([
      ...(password.ok ? [] : [password.problem]),
      ...(consent === undefined ? [{ code: 'access.consent-needed', field: 'consent' } as const] : []),
    ]);
  }
  return ok({ passwordHash: await hashSecret(password.value), language, consent });
}

/** Makes the login, which reaches nothing yet; gives its id. */
export async function makeLoginWithoutEmail(
  tx: Database,
  { passwordHash, language, consent }: AcceptedWithoutEmail,
  { accountId, visit: { now, address } }: { readonly accountId: number; readonly visit: Visit },
): Promise<string> {
  const loginId = newId();
  await insertLogin(tx, { id: loginId, language, passwordHash }, now);
  const { text, version } = consent;
  await recordConsent(tx, { loginId, kind: 'terms', text, version, language, address }, now);
  const actor = { kind: 'customer', id: loginId } as const;
  await recordAudit(tx, { at: now, actor, action: 'login.registered', accountId, detail: { email: 'none' }, address });
  return loginId;
}
