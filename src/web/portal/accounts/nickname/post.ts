import { nameAccount } from '../../../../usecases/accounts/index.ts';
import { isOwnPath, readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Names an account and leads back to the list as it was looked at. */
export async function postNickname(c: PageContext): Promise<Response> {
  const account = accountOf(c);
  const { nickname, back } = readForm(c, ['nickname', 'back']);
  const list = isOwnPath(back) && back.startsWith(`${paths.accounts}?`) ? back : paths.allAccounts;
  const named = await nameAccount(c.var.deps.db, account, nickname);
  if (named.ok) return c.redirect(list, 303);
  const again = { edit: account.number, typed: nickname };
  return c.redirect(`${list}&${new URLSearchParams(again)}`, 303);
}
