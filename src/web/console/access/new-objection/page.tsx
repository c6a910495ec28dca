import type { Problem } from '../../../../domain/kernel/index.ts';
import { objectByPhone, type PersonOnAccount, peopleWithAccess } from '../../../../usecases/access/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';

import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, openedAccount } from '../../request.ts';

interface Asked {
  readonly account: AccountOverview;
  readonly person: PersonOnAccount;
}

/** The account and the person of the address, where their access is not closed yet. */
async function askedOf(c: PageContext): Promise<Asked | undefined> {
  const account = await openedAccount(c, 'account.viewed');
  if (account === undefined) return undefined;
  const people = await peopleWithAccess(c.var.deps.db, account.accountId);
  const person = people.find((one) => String(one.accessId) === c.req.param('access'));
  return person === undefined || person.objectionId !== undefined ? undefined : { account, person };
}

/** The customer is on the telephone and says that somebody's access is not theirs. */
export async function newObjectionPage(c: PageContext): Promise<Response> {
  const asked = await askedOf(c);
  return asked === undefined ? c.var.refuse('not-found') : formView(c, asked, { reason: '', problems: [] });
}

export async function postNewObjection(c: PageContext): Promise<Response> {
  const asked = await askedOf(c);
  if (asked === undefined) return c.var.refuse('not-found');
  const { account, person } = asked;
  const { reason } = await readForm(c, ['reason']);
  const { accountId } = account;
  const done = await objectByPhone(c.var.deps, { accountId, accessId: person.accessId, reason }, clerkOf(c));
  if (!done.ok) return formView(c, asked, { reason, problems: [done.problem] });
  return c.redirect(paths.console.accountPeople(account.number), 303);
}

function formView(
  c: PageContext,
  { account, person }: Asked,
  { reason, problems }: { readonly reason: string; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    {
      title: t('console.objection.new', { email: person.email ?? t('console.people.no-email') }),
      back: toAccount(account),
      problems,
    },
    <>
      <p class="usa-intro">{t('console.objection.new-intro')}</p>
      <ReasonForm
        c={c}
        action={paths.console.accessObjection(account.number, String(person.accessId))}
        button={t('console.objection.close')}
        label={t('console.objection.reason')}
        hint={t('console.objection.new-hint')}
        reason={reason}
        problems={problems}
      />
    </>,
  );
}
