import { hashToken } from '../../../gateways/secrets.ts';
import { isTotpCode } from '../../../gateways/totp.ts';
import { takeOnce } from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';

/**
 * Whether the authenticator shows these digits now and they were not typed before: a code is good once (ASVS 5.0, 6.5.1), so one that
 * was seen over a shoulder opens nothing.
 */
export async function isFreshCode(
  db: Database,
  {
    loginId,
    secret,
    digits,
    now,
  }: {
    readonly loginId: string;
    readonly secret: string;
    readonly digits: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  if (!isTotpCode(secret, digits)) return false;
  return takeOnce(db, `login-totp:${hashToken(`${loginId}:${digits}`)}`, { minutes: 3, now });
}
