import type { AuthorisedAccount } from '../../../usecases/access/index.ts';
import { type AccountHelped, whoseAccount } from '../../../usecases/delegates/index.ts';
import { mayShown } from '../../components/rights-shown.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** Whose account somebody helps with; undefined for its owner. To be asked beside the rest of a page. */
export const helpedAccount = (c: PageContext, account: AuthorisedAccount): Promise<AccountHelped | undefined> =>
  whoseAccount(c.var.deps.db, account);

/** Tells a helper whose account this is, what they may do with it, and until when. */
export function HelperNote({
  c,
  account,
  whose,
}: {
  c: PageContext;
  account: AuthorisedAccount;
  whose: AccountHelped;
}) {
  const { t } = c.var;
  const endsOn = account.letIn?.endsOn;
  return (
    <p class="c-note">
      {t('people.home.helper', { name: whose.name, may: mayShown(c, account) })}{' '}
      {endsOn !== undefined && `${t('people.home.until', { date: t.date(endsOn) })} `}
      <a href={paths.ownAccess(account.number)}>{t('people.home.own')}</a>
    </p>
  );
}
