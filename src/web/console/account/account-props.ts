import type { AccountView } from '../../../usecases/accounts/index.ts';
import type { PageContext } from '../../page.ts';

/** What each part of an account's page shows. */
export interface AccountProps {
  c: PageContext;
  view: AccountView;
}
