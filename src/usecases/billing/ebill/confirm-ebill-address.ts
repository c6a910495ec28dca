import { isAfter } from '../../../domain/kernel/index.ts';
import { hashToken } from '../../../gateways/secrets.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type Ebill, ebillByVerification, verifyEbill } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import type { Tell } from '../../access/index.ts';

export type EbillConfirmation =
  | { readonly kind: 'confirmed' | 'already-confirmed' | 'expired'; readonly ebill: Ebill }
  | { readonly kind: 'unknown' };

/** What a verification link would do now; opening it does nothing yet, since mail scanners open links too. */
export async function ebillToConfirm(
  db: Database,
  token: string,
  now: Temporal.Instant,
): Promise<EbillConfirmation | { kind: 'ready'; ebill: Ebill }> {
  const ebill = await ebillByVerification(db, hashToken(token));
  if (ebill === undefined) return { kind: 'unknown' };
  if (ebill.verifiedAt !== undefined) return { kind: 'already-confirmed', ebill };
  if (isAfter(now, ebill.verificationExpiresAt)) return { kind: 'expired', ebill };
  return { kind: 'ready', ebill };
}

/**
 * The link that was mailed to it proves the address; e-bill is on from the next bill. Confirming twice is confirming once.
 */
export async function confirmEbillAddress(
  db: Database,
  token: string,
  { tell, now }: { tell: Tell; now: Temporal.Instant },
): Promise<EbillConfirmation> {
  return db.transaction(async (tx) => {
    const found = await ebillToConfirm(tx, token, now);
    if (found.kind !== 'ready') return found;
    const { ebill } = found;
    await verifyEbill(tx, ebill.id, now);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: ebill.loginId },
      action: 'ebill.verified',
      accountId: ebill.accountId,
    });
    await tell(
      tx,
      {
        event: 'ebill.on',
        to: ebill.email,
        language: ebill.language,
        accountId: ebill.accountId,
        loginId: ebill.loginId,
      },
      now,
    );
    return { kind: 'confirmed', ebill };
  });
}
