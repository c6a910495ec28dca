import { codeLimits } from '../../domain/access/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { customerOfRecord, keepObjectionLink } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import type { AccessNotice, Tell } from './tell.ts';
import type { AccessDeps } from './visit.ts';

type NewPerson = Extract<AccessNotice, { event: 'access.new-person' }>;

/**
 * Tells the customer of record that somebody has access to the account now: by email to the address on file, unless it is the
 * newcomer's own, and on paper to the mailing address on file. A person who used somebody else's bill hears nothing of it. The
 * mail carries a link that closes the access at once; the letter says to telephone.
 */
export async function tellCustomerOfRecord(
  tx: Database,
  { tell, links }: { readonly tell: Tell; readonly links: Pick<AccessDeps['links'], 'objection'> },
  {
    accountId,
    loginId,
    how,
    email,
    now,
  }: Pick<NewPerson, 'accountId' | 'how'> & {
    readonly loginId: string;
    /** Of the newcomer, or of the owner who let them in: not told what they know. */
    readonly email: string | undefined;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { email: onFile, ...customer } = await customerOfRecord(tx, accountId);
  const notice = { event: 'access.new-person', accountId, how, ...customer } as const;
  await tell(tx, { ...notice, ways: ['letter'] }, now);
  if (onFile === undefined || onFile.toLowerCase() === email?.toLowerCase()) return;
  const token = newToken();
  const expiresAt = now.add({ hours: codeLimits.objectionDays * 24 });
  await keepObjectionLink(tx, { tokenHash: hashToken(token), loginId, accountId, now, expiresAt });
  await tell(tx, { ...notice, ways: ['email'], to: onFile, link: links.objection(token) }, now);
}
