import type { AccountView } from '../../usecases/accounts/index.ts';
import type { PageContext } from '../page.ts';

/** What each part of the account's page is given. */
export interface AccountProps {
  readonly c: PageContext;
  readonly view: AccountView;
}
