import { furthestAhead } from '../../../../domain/accounts/index.ts';
import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { type AccountOverview, endService, takeBackServiceEnd } from '../../../../usecases/accounts/index.ts';
import { Field } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { openedAccount, todayOf } from '../../request.ts';

interface Typed {
  readonly on: string;
  readonly reason: string;
}

const accountToEnd = (c: PageContext) => openedAccount(c, 'service.opened');

/** Ends the service of an account on the day somebody moves out; where it is ended, takes that back. */
export async function serviceEndPage(c: PageContext): Promise<Response> {
  const account = await accountToEnd(c);
  if (account === undefined) return c.var.refuse('not-found');
  return serviceEndForm(c, account, { typed: { on: todayOf(c).toString(), reason: '' }, problems: [] });
}

export async function postServiceEnd(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const account = await accountToEnd(c);
  if (account === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['on', 'reason', 'change']);
  const { accountId } = account;
  const by = { staffId: staff.id, role: staff.role, now, address };
  const { reason } = typed;
  const on = typedDay(typed.on);
  const done =
    typed.change === 'take-back'
      ? await takeBackServiceEnd(deps.db, { accountId, reason }, by)
      : await endService(deps.db, { accountId, reason, ...present({ on }) }, { ...by, today: todayOf(c) });
  if (!done.ok) return serviceEndForm(c, account, { typed, problems: [done.problem] });
  return c.redirect(paths.console.account(account.number), 303);
}

function serviceEndForm(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  const { closedOn } = account;
  const isEnded = closedOn !== undefined;
  return formPage(
    c,
    {
      title: t(isEnded ? 'console.service-end.back-title' : 'console.service-end.title'),
      back: toAccount(account),
      problems,
    },
    <>
      <p class="usa-intro">
        {isEnded
          ? t('console.service-end.back-intro', { date: t.date(closedOn) })
          : t('console.service-end.intro', { days: furthestAhead })}
      </p>
      <ReasonForm
        c={c}
        action={paths.console.serviceEnd(account.number)}
        button={t(isEnded ? 'console.service-end.back-button' : 'console.service-end.button')}
        label={t('console.service-end.reason')}
        hint={t('console.service-end.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <input type="hidden" name="change" value={isEnded ? 'take-back' : 'end'} />
        {!isEnded && (
          <Field
            c={c}
            name="on"
            label={t('console.service-end.on')}
            hint={t('console.service-end.on-hint')}
            type="date"
            value={typed.on}
            problems={problems}
            autocomplete="off"
          />
        )}
      </ReasonForm>
    </>,
  );
}
