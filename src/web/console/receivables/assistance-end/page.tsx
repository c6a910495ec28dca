import { inLanguage, type Problem } from '../../../../domain/kernel/index.ts';
import { isRunning } from '../../../../domain/receivables/index.ts';
import { endAssistance, findAssistance } from '../../../../usecases/receivables/index.ts';

import { programmeOf } from '../../../components/programme-words.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf, openedAccount, todayOf } from '../../request.ts';

async function running(c: PageContext) {
  const id = idOf(c);
  const account = await openedAccount(c, 'assistance.opened');
  const granted = id === undefined ? undefined : await findAssistance(c.var.deps.db, id);
  if (account === undefined || granted?.accountId !== account.accountId || !isRunning(granted, todayOf(c))) {
    return undefined;
  }
  return { account, granted };
}

/** Takes an account out of a programme from today. */
export const assistanceEndPage = (c: PageContext): Promise<Response> => endForm(c, '', []);

export async function postAssistanceEnd(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const found = await running(c);
  if (found === undefined || staff === undefined) return c.var.refuse('not-found');
  const { reason } = readForm(c, ['reason']);
  const { account, granted } = found;
  const ended = await endAssistance(
    deps,
    { id: granted.id, accountId: account.accountId, reason: reason.trim() },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!ended.ok) return endForm(c, reason, [ended.problem]);
  return c.redirect(`${paths.console.accountBills(account.number)}#charges`, 303);
}

async function endForm(c: PageContext, reason: string, problems: readonly Problem[]): Promise<Response> {
  const { t } = c.var;
  const found = await running(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { account, granted } = found;
  const number = account.number;
  const name = inLanguage(programmeOf(c, granted.programme)?.name, t.language) ?? granted.programme;
  const title = t('console.assistance.end-title', { programme: name });
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    <>
      <p class="usa-intro">{t('console.assistance.end-intro')}</p>
      <ReasonForm
        c={c}
        action={paths.console.assistanceEnd(number, String(granted.id))}
        button={t('console.fee.end')}
        label={t('console.fee.reason')}
        reason={reason}
        problems={problems}
      />
    </>,
  );
}
