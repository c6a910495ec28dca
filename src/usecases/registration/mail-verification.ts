import { codeLimits } from '../../domain/access/index.ts';
import type { Language } from '../../domain/kernel/index.ts';
import { hashToken, newEmailCode, newToken } from '../../gateways/secrets.ts';
import { hashSecret } from '../../gateways/slow-hash.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { keepMailed } from '../../store/registration/index.ts';
import type { AccessDeps } from '../access/index.ts';

/**
 * Mails a link and a code, or, where the email has a login, tells its owner so. The work is the same: code and link are made
 * and hashed either way, but kept only where they may be used.
 */
export async function mailVerification(
  tx: Database,
  { tell, links }: Pick<AccessDeps, 'tell' | 'links'>,
  to: {
    readonly id: number;
    readonly accountId: number;
    readonly email: string;
    readonly language: Language;
    readonly known: boolean;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { now, known, language } = to;
  const [code, token] = [newEmailCode(), newToken()];
  const codeHash = await hashSecret(code);
  await keepMailed(tx, to.id, {
    codeHash: known ? undefined : codeHash,
    linkHash: known ? undefined : hashToken(token),
    now,
    expiresAt: now.add({ hours: codeLimits.emailHours }),
  });
  await recordAudit(tx, {
    at: now,
    actor: { kind: 'guest' },
    action: 'registration.email-sent',
    accountId: to.accountId,
    detail: { registration: to.id },
  });
  await tell(
    tx,
    known
      ? { event: 'access.email-known', to: to.email, language, link: links.signIn }
      : { event: 'access.verify-email', to: to.email, language, code, link: links.verification(token) },
    now,
  );
}
