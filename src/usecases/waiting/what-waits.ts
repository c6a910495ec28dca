import type { Utility } from '../../config/utility.ts';
import { isPermitted, type Permission, type StaffRole } from '../../domain/access/index.ts';
import { isPermissionOffered } from '../../domain/exchange/index.ts';
import type { Database } from '../../store/database.ts';
import { type WaitingKind, type WaitingNow, waitingNow } from '../../store/waiting/index.ts';

export type { WaitingKind, WaitingNow } from '../../store/waiting/index.ts';

/** Who answers what waits: nobody's menu counts what they could not answer. */
const answeredWith = {
  'run-review': 'bill-run.review',
  'run-posting': 'bill-run.post',
  fees: 'fee.answer',
  reads: 'reads.validate',
  corrections: 'bill-correction.answer',
  'leak-credits': 'leak-credit.decide',
  rebates: 'rebate.decide',
  objections: 'access-objection.decide',
  disputes: 'dispute.view',
  payments: 'payment.follow',
  exchange: 'exchange-batch.answer',
  notices: 'notice.answer',
} as const satisfies Record<WaitingKind, Permission>;

const kinds = Object.keys(answeredWith) as readonly WaitingKind[];

/** What waits for somebody of this role, in one statement; nothing of what the CIS does. */
export const whatWaits = (
  db: Database,
  role: StaffRole,
  { now, utility }: { readonly now: Temporal.Instant; readonly utility: Pick<Utility, 'time_zone' | 'billing'> },
): Promise<readonly WaitingNow[]> =>
  waitingNow(
    db,
    kinds.filter(
      (kind) => isPermitted(role, answeredWith[kind]) && isPermissionOffered(utility.billing.by, answeredWith[kind]),
    ),
    { now, zone: utility.time_zone },
  );
