import type { AccountView } from '../../../usecases/console/index.ts';
import type { PageContext } from '../../page.ts';

/** What each part of an account's page shows. */
export interface AccountProps {
  c: PageContext;
  view: AccountView;
}
