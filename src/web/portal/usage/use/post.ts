import { chooseReadingUnit } from '../../../../usecases/usage/index.ts';
import { isOwnPath, readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { unitOf } from './asked.ts';

/** Back to where it was chosen; what is no unit changes nothing. */
export async function postReadingUnit(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const form = readForm(c, ['unit', 'back']);
  const unit = unitOf(form.unit);
  if (unit !== undefined) await chooseReadingUnit(deps.db, account, { unit, now });
  const home = paths.use(account.number);
  return c.redirect(isOwnPath(form.back) && form.back.startsWith(home) ? form.back : home, 303);
}
