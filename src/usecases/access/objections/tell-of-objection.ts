import { present } from '../../../domain/kernel/index.ts';
import { customerOfRecord, type PersonOnAccount } from '../../../store/access/index.ts';
import type { Database } from '../../../store/database.ts';
import type { Tell } from '../tell.ts';

/** What became of an objection: the access was closed, given back, or removed for good. */
export type ObjectionStep = 'closed' | 'restored' | 'removed';

/** Tells both: the customer of record by email and letter as on file, and the person whose access it is by their email. */
export async function tellOfObjection(
  tx: Database,
  { tell }: { readonly tell: Tell },
  {
    person,
    step,
    now,
  }: { readonly person: PersonOnAccount; readonly step: ObjectionStep; readonly now: Temporal.Instant },
): Promise<void> {
  const { accountId, email, language } = person;
  const { email: to, ...customer } = await customerOfRecord(tx, accountId);
  const ways = to === undefined ? (['letter'] as const) : (['email', 'letter'] as const);
  await tell(tx, { event: 'access.objection', accountId, step, ways, ...customer, ...present({ to }) }, now);
  await tell(tx, { event: 'access.objected-to', to: email, language, step, account: customer.account }, now);
}
