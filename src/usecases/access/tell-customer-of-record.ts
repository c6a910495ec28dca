import { present } from '../../domain/kernel/index.ts';
import { customerOfRecord } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import type { AccessNotice, Tell } from './tell.ts';

type NewPerson = Extract<AccessNotice, { event: 'access.new-person' }>;

/**
 * Tells the customer of record that somebody has access to the account now: by email to the address on file, unless it is the
 * newcomer's own, and on paper to the mailing address on file. A person who used somebody else's bill hears nothing of it.
 */
export async function tellCustomerOfRecord(
  tx: Database,
  { tell }: { readonly tell: Tell },
  {
    accountId,
    how,
    email,
    now,
  }: Pick<NewPerson, 'accountId' | 'how'> & { readonly email: string; readonly now: Temporal.Instant },
): Promise<void> {
  const { email: onFile, ...customer } = await customerOfRecord(tx, accountId);
  const to = onFile?.toLowerCase() === email.toLowerCase() ? undefined : onFile;
  const ways = to === undefined ? (['letter'] as const) : (['email', 'letter'] as const);
  await tell(tx, { event: 'access.new-person', accountId, how, ways, ...customer, ...present({ to }) }, now);
}
