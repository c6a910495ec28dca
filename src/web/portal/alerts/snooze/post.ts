import { snoozeAlert, snoozeDays } from '../../../../usecases/alerts/index.ts';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { alertOf } from '../alert-of.ts';

export async function postSnooze(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const alert = await alertOf(c);
  const { days: asked } = readForm(c, ['days']);
  const days = snoozeDays.find((one) => String(one) === asked);
  if (alert === undefined || days === undefined) return c.var.refuse('not-found');
  await snoozeAlert(deps.db, account, { alert, days, now });
  return c.redirect(`${paths.alert(account.number, String(alert.id))}?news=snoozed`, 303);
}
