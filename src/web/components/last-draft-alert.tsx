import { isAfter } from '../../domain/kernel/index.ts';
import { todayOf } from '../../usecases/access/index.ts';
import { awaitedLastDraft, transitionPolicy } from '../../usecases/transition/index.ts';
import type { PageContext } from '../page.ts';
import { Alert } from './alert.tsx';

/**
 * Says to who is about to pay that the old portal's last payment for the bill may still arrive, so that nobody pays it twice;
 * nothing where none is awaited. A guest hears about no amount and no day of it: no more than that one is on its way.
 */
export async function lastDraftAlert(c: PageContext, accountId: number, who: 'owner' | 'guest' | 'staff') {
  const { t, deps, now } = c.var;
  const draft = await awaitedLastDraft(deps.db, accountId, { now, policy: transitionPolicy(deps.utility) });
  if (draft === undefined) return undefined;
  const { on, until, amount } = draft;
  const words = {
    on: t.date(on),
    until: t.date(until),
    known: amount === undefined ? 'no' : 'yes',
    amount: amount === undefined ? '' : t.money(amount),
    ran: isAfter(on, todayOf(deps.utility, now)) ? 'no' : 'yes',
  };
  return (
    <Alert kind="warning" heading={t('pay.last-draft')}>
      <p>{t(`pay.last-draft.${who}`, words)}</p>
    </Alert>
  );
}
