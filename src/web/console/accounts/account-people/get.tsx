import { accountPeople } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { accountTab, viewedAccount } from '../account-frame.tsx';
import { CustomerCard, EnrolmentCard } from '../cards.tsx';
import { RosterFactsShown } from '../move.tsx';
import { AccessLog, People } from '../tables.tsx';

/** Who the customer is, who reaches the account in the portal, and who did or saw what. */
export async function accountPeoplePage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const view = await viewedAccount(c);
  if (view === undefined) return c.var.refuse('not-found');
  const people = await accountPeople(c.var.deps.db, view.accountId);
  return accountTab(
    c,
    { view, tab: 'people' },
    <>
      <People c={c} view={view} people={people} />
      {view.registered && may(c, 'session.end') && (
        <p>
          <a class="usa-button usa-button--outline" href={paths.console.sessionsEnd(view.number)}>
            {t('console.sessions-end.title')}
          </a>
        </p>
      )}
      <ul class="c-cards">
        <CustomerCard c={c} view={view} />
        <EnrolmentCard c={c} view={view} />
        <RosterFactsShown c={c} view={view} />
      </ul>
      <AccessLog c={c} people={people} />
    </>,
  );
}
