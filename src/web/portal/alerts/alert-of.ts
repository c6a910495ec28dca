import { type AccountAlert, alertRules, loadAlert } from '../../../usecases/alerts/index.ts';
import { accountOf } from '../../middleware/require.ts';
import type { PageContext } from '../../page.ts';

/** The alert of the page's address, if it is the account's. */
export async function alertOf(c: PageContext): Promise<AccountAlert | undefined> {
  const id = c.req.param('alert') ?? '';
  const { deps } = c.var;
  if (!/^\d{1,15}$/.test(id)) return undefined;
  return loadAlert(deps.db, accountOf(c), { id: Number(id), rules: alertRules(deps.utility) });
}
