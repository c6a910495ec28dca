import type { Language } from '../../../domain/kernel/index.ts';
import { hashToken, newToken } from '../../../gateways/secrets.ts';
import { recordAudit } from '../../../store/audit.ts';
import { endEbill, insertEbill } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, needsRight, type Tell } from '../../access/index.ts';

export interface EbillRequest {
  readonly account: AuthorisedAccount;
  readonly email: string;
  readonly language: Language;
  /** The words agreed to, as the page showed them, and their version. */
  readonly consent: { readonly text: string; readonly version: string };
  /** The network address it was agreed from. */
  readonly address: string;
  readonly linkOf: (token: string) => string;
}

/** Days in which the address can be verified. */
const daysToVerify = 7;

/**
 * Asks for bills by email (T5). Paper goes on until the link sent to the address is opened; asking again, with the same
 * or another address, replaces what was asked before.
 */
export async function askForEbill(
  db: Database,
  request: EbillRequest,
  { tell, now }: { tell: Tell; now: Temporal.Instant },
): Promise<void> {
  needsRight(request.account, 'manage');
  const { account, email, language, consent } = request;
  const token = newToken();
  await db.transaction(async (tx) => {
    await endEbill(tx, account.accountId, { reason: 'asked-again', now });
    await insertEbill(
      tx,
      {
        accountId: account.accountId,
        loginId: account.loginId,
        email,
        language,
        consentText: consent.text,
        consentVersion: consent.version,
        consentedAddress: request.address,
        verificationHash: hashToken(token),
        verificationExpiresAt: now.add({ hours: daysToVerify * 24 }),
      },
      now,
    );
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: account.loginId },
      action: 'ebill.asked',
      accountId: account.accountId,
      address: request.address,
    });
    const link = request.linkOf(token);
    await tell(
      tx,
      {
        event: 'ebill.verify-email',
        to: email,
        language,
        accountId: account.accountId,
        loginId: account.loginId,
        link,
      },
      now,
    );
  });
}
