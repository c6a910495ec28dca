import { insertObjection, personOfAccess } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Transaction } from '../../../store/database.ts';
import { hold } from '../../../store/receivables/index.ts';
import type { Tell } from '../tell.ts';
import { tellOfObjection } from './tell-of-objection.ts';

/** Who says that an access is not theirs: by the mailed link, or on the telephone to one of the staff, who writes why. */
export type Objector =
  | { readonly channel: 'mail' }
  | { readonly channel: 'phone'; readonly staffId: string; readonly reason: string };

/**
 * Closes an access until staff have looked. From this transaction on its login does not reach the account in any session,
 * and autopay and e-bill that it set are not acted on; nothing is deleted. False where it has ended or is closed already.
 */
export async function openObjection(
  transaction: Transaction,
  { tell }: { readonly tell: Tell },
  asked: {
    readonly accessId: number;
    readonly objector: Objector;
    readonly now: Temporal.Instant;
    readonly address: string;
  },
): Promise<boolean> {
  const { accessId, objector, now, address } = asked;
  const person = await personOfAccess(transaction, accessId);
  if (person === undefined) return false;
  // A draft of its autopay that is being sent goes before, or not at all.
  const tx = await hold(transaction, [person.accountId]);
  const id = await insertObjection(tx, { accessId, now, ...objector });
  if (id === undefined) return false;
  await recordAudit(tx, {
    at: now,
    actor: objector.channel === 'phone' ? { kind: 'staff', id: objector.staffId } : { kind: 'guest' },
    action: 'access.objected',
    accountId: person.accountId,
    detail: { access: accessId, objection: id, channel: objector.channel },
    address,
  });
  await tellOfObjection(tx, { tell }, { person, step: 'closed', now });
  return true;
}
