import type { Utility } from '../../config/utility.ts';
import { endingToldDays } from '../../domain/delegates/index.ts';
import { present } from '../../domain/kernel/index.ts';
import { ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  type EndingDelegate,
  endDelegate,
  endingDelegates,
  markEndingTold,
  overdueDelegates,
} from '../../store/delegates/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import { todayOf } from '../access/index.ts';
import { type NoticeContext, queueNotice } from '../notices/index.ts';
import { endAutopayOfDelegate } from './end-delegate.ts';
import { knownAs } from './known-as.ts';

export interface EndedByDate {
  readonly told: number;
  readonly ended: number;
}

/** Tells helpers and owners that a last day is near, once, and takes away access whose last day is over. */
export async function endDelegatesByDate(
  db: Database,
  context: NoticeContext,
  { utility, now }: { readonly utility: Pick<Utility, 'time_zone'>; readonly now: Temporal.Instant },
): Promise<EndedByDate> {
  const today = todayOf(utility, now);
  let told = 0;
  let ended = 0;
  for (const delegate of await endingDelegates(db, { today, by: today.add({ days: endingToldDays }) })) {
    const isTold = await db.transaction(async (tx) => {
      if (!(await markEndingTold(tx, delegate.accessId, now))) return false;
      await tellBoth(tx, context, { delegate, event: 'access.delegate-ending', autopay: false, now });
      return true;
    });
    if (isTold) told += 1;
  }
  for (const delegate of await overdueDelegates(db, { today })) {
    const { accessId, accountId, loginId } = delegate;
    const isEnded = await holdAccounts(db, [accountId], async (tx) => {
      // The owner may have moved the day since the list was read.
      const overdue = await overdueDelegates(tx, { today, accountId });
      if (!overdue.some((one) => one.accessId === accessId)) return false;
      if (!(await endDelegate(tx, { id: accessId, accountId, why: 'day', now }))) return false;
      const actor = { kind: 'system' } as const;
      const detail = { access: accessId };
      await recordAudit(tx, { at: now, actor, action: 'access.delegate-expired', accountId, detail });
      const autopay = await endAutopayOfDelegate(tx, { accountId, loginId, actor, now });
      await tellBoth(tx, context, { delegate, event: 'access.delegate-expired', autopay, now });
      return true;
    });
    if (isEnded) ended += 1;
  }
  return { told, ended };
}

async function tellBoth(
  tx: Database,
  context: NoticeContext,
  {
    delegate,
    event,
    autopay,
    now,
  }: {
    readonly delegate: EndingDelegate;
    readonly event: 'access.delegate-ending' | 'access.delegate-expired';
    readonly autopay: boolean;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { accessId, accountId, account, language } = delegate;
  const endsOn = delegate.endsOn.toString();
  const told = { event, account, who: knownAs(delegate), endsOn, autopay };
  const key = `${event}:${accessId}:${endsOn}`;
  // Without the account: its notices are the owner's, and a helper whose access ended reads none.
  const toHelper = { ...told, reader: 'helper', language, key: `${key}:helper`, ...present({ to: delegate.email }) };
  await queueNotice(tx, context, toHelper, now);
  const owner = await ownerOf(tx, accountId);
  if (owner === undefined) return;
  const { email, language: theirs, loginId } = owner;
  const toOwner = { ...told, reader: 'owner', language: theirs, accountId, loginId, key: `${key}:owner` };
  await queueNotice(tx, context, { ...toOwner, ...present({ to: email }) }, now);
}
