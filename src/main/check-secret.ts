import { secretFingerprint } from '../gateways/realm-secrets.ts';
import { openCustomerSignIn } from '../gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../gateways/sign-in-staff.ts';
import type { DatabasePool } from '../store/database.ts';
import { checkSealed, type SealedChecked } from '../usecases/access/index.ts';
import type { Settings } from './settings.ts';

/** Whether this installation's secret is the one that its database was run with. `keep`: what can be put right is. */
export function checkSecret(
  db: DatabasePool,
  { secret, olderSecrets, publicUrl }: Pick<Settings, 'secret' | 'olderSecrets' | 'publicUrl'>,
  { keep }: { readonly keep: boolean },
): Promise<SealedChecked> {
  const realms = { pool: db.pool, publicUrl, secret, olderSecrets };
  return checkSealed(
    db,
    { staffRealm: openStaffSignIn(realms), customers: openCustomerSignIn(realms) },
    {
      fingerprint: secretFingerprint(secret),
      older: olderSecrets.map(secretFingerprint),
      keep,
    },
  );
}

/** What an operator must know about it, in a line each. */
export const secretLines = ({
  unreadable,
  unreadableOfCustomers,
  resealed,
  isStrange,
}: SealedChecked): readonly string[] => [
  ...(isStrange
    ? ['CAUDAL_SECRET is not the one that this database was run with: everybody who was signed in must sign in again.']
    : []),
  ...(unreadable > 0
    ? [
        `${unreadable} authenticators of staff cannot be read with CAUDAL_SECRET. Set the secret of before, or name it in CAUDAL_OLDER_SECRETS; where it is lost: caudal staff reset-authenticator EMAIL.`,
      ]
    : []),
  ...(unreadableOfCustomers > 0
    ? [
        `${unreadableOfCustomers} authenticators of customers cannot be read with CAUDAL_SECRET. Set the secret of before, or name it in CAUDAL_OLDER_SECRETS; until then these customers sign in with a recovery code or a passkey.`,
      ]
    : []),
  ...(resealed > 0
    ? [`${resealed} authenticators are now sealed with CAUDAL_SECRET; CAUDAL_OLDER_SECRETS can go.`]
    : []),
];
