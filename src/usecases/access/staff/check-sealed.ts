import { SealedOtherwise } from '../../../gateways/realm-secrets.ts';
import type { CustomerSignIn } from '../../../gateways/sign-in-customers.ts';
import type { StaffSignIn } from '../../../gateways/sign-in-staff.ts';
import {
  keepSealed,
  keepSealedLoginTotp,
  keepSecretSeen,
  sealedLoginTotps,
  sealedTotps,
  secretsSeen,
} from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';

export interface SealedChecked {
  /** Authenticators of staff that were sealed with a secret we do not have. */
  readonly unreadable: number;
  /** The same of customers. */
  readonly unreadableOfCustomers: number;
  /** Those that were sealed with an older secret and are now sealed with the current one. */
  readonly resealed: number;
  /** The database was never run with the secret, nor with an older one that is given. */
  readonly isStrange: boolean;
}

/**
 * Compares the secret with what this database was run with, and seals with the current secret what was sealed with an older
 * one, so that the older one can go. A secret that leaves something unreadable is not taken for this database's own.
 */
export async function checkSealed(
  db: Database,
  {
    staffRealm,
    customers,
  }: {
    readonly staffRealm: Pick<StaffSignIn, 'resealed'>;
    readonly customers: Pick<CustomerSignIn, 'resealed'>;
  },
  {
    fingerprint,
    older,
    keep,
  }: { readonly fingerprint: string; readonly older: readonly string[]; readonly keep: boolean },
): Promise<SealedChecked> {
  const seen = await secretsSeen(db);
  const isStrange = seen.length > 0 && ![fingerprint, ...older].some((one) => seen.includes(one));
  let unreadable = 0;
  let resealed = 0;
  for (const sealed of await sealedTotps(db)) {
    try {
      const secret = await staffRealm.resealed(sealed.secret);
      const backupCodes = await staffRealm.resealed(sealed.backupCodes);
      if (secret === undefined && backupCodes === undefined) continue;
      if (older.length === 0) continue;
      if (keep)
        await keepSealed(db, sealed, {
          secret: secret ?? sealed.secret,
          backupCodes: backupCodes ?? sealed.backupCodes,
        });
      resealed += 1;
    } catch (error) {
      if (!(error instanceof SealedOtherwise)) throw error;
      unreadable += 1;
    }
  }
  let unreadableOfCustomers = 0;
  for (const sealed of await sealedLoginTotps(db)) {
    try {
      const secret = await customers.resealed(sealed.secret);
      if (secret === undefined || older.length === 0) continue;
      if (keep) await keepSealedLoginTotp(db, sealed, secret);
      resealed += 1;
    } catch (error) {
      if (!(error instanceof SealedOtherwise)) throw error;
      unreadableOfCustomers += 1;
    }
  }
  if (keep && unreadable + unreadableOfCustomers === 0) await keepSecretSeen(db, fingerprint);
  return { unreadable, unreadableOfCustomers, resealed, isStrange };
}
