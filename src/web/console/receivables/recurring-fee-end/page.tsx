import type { Problem } from '../../../../domain/kernel/index.ts';
import { endRecurringFee, findRecurringFee } from '../../../../usecases/receivables/index.ts';

import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf, openedAccount } from '../../request.ts';
import { recurringName } from '../recurring-name.ts';

async function runningFee(c: PageContext) {
  const id = idOf(c);
  const account = await openedAccount(c, 'fee.opened');
  const fee = id === undefined ? undefined : await findRecurringFee(c.var.deps.db, id);
  if (account === undefined || fee?.accountId !== account.accountId || fee.endsOn !== undefined) return undefined;
  return { account, fee };
}

/** Ends a fee that comes with every bill, from today. */
export async function recurringFeeEndPage(c: PageContext): Promise<Response> {
  return endForm(c, '', []);
}

export async function postRecurringFeeEnd(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const running = await runningFee(c);
  if (running === undefined || staff === undefined) return c.var.refuse('not-found');
  const { reason } = readForm(c, ['reason']);
  const { account, fee } = running;
  const ended = await endRecurringFee(
    deps,
    { id: fee.id, accountId: account.accountId, reason: reason.trim() },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!ended.ok) return endForm(c, reason, [ended.problem]);
  return c.redirect(`${paths.console.accountBills(account.number)}#charges`, 303);
}

async function endForm(c: PageContext, reason: string, problems: readonly Problem[]): Promise<Response> {
  const { t } = c.var;
  const running = await runningFee(c);
  if (running === undefined) return c.var.refuse('not-found');
  const { account, fee } = running;
  const number = account.number;
  const title = t('console.fee.end-title', { fee: recurringName(c, fee.fee) });
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    <>
      <p class="usa-intro">{t('console.fee.end-intro')}</p>
      <ReasonForm
        c={c}
        action={paths.console.recurringFeeEnd(number, String(fee.id))}
        button={t('console.fee.end')}
        label={t('console.fee.reason')}
        reason={reason}
        problems={problems}
      />
    </>,
  );
}
