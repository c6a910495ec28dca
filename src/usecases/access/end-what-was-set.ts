import { currentEbill, endEbill } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { activeAutopay, endAutopay } from '../../store/payments/index.ts';

/** Ends the autopay and e-bill of an account that logins set which do not reach it any more. What was stays written. Says whether autopay was among it. */
export async function endWhatWasSet(
  tx: Database,
  {
    accountId,
    isTheirs,
    now,
  }: {
    readonly accountId: number;
    /** Whether a login is one of those. */
    readonly isTheirs: (loginId: string) => boolean;
    readonly now: Temporal.Instant;
  },
): Promise<{ readonly autopay: boolean }> {
  const reason = 'access-removed';
  const autopay = await activeAutopay(tx, accountId);
  const endsAutopay = autopay !== undefined && isTheirs(autopay.loginId);
  if (endsAutopay) await endAutopay(tx, accountId, { reason, now });
  const ebill = await currentEbill(tx, accountId);
  if (ebill !== undefined && isTheirs(ebill.loginId)) await endEbill(tx, accountId, { reason, now });
  return { autopay: endsAutopay };
}
