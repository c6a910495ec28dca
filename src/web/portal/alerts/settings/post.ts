import { chooseAlerts } from '../../../../usecases/alerts/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { alertSettingsPage } from './get.tsx';
import { readSettings, settingsFields } from './schema.ts';

export async function postAlertSettings(c: PageContext): Promise<Response> {
  const account = accountOf(c);
  const form = readForm(c, settingsFields);
  const choices = readSettings(form, c.var.t.language);
  if (!choices.ok) return alertSettingsPage(c, { form, problems: choices.problem });
  await chooseAlerts(c.var.deps.db, account, { choices: choices.value, visit: visitOf(c) });
  return c.redirect(`${paths.alertSettings(account.number)}?saved=yes`, 303);
}
