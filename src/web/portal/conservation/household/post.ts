import { sayHousehold } from '../../../../usecases/conservation/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { householdPage } from './get.tsx';
import { householdFields, readHousehold } from './schema.ts';

export async function postHousehold(c: PageContext): Promise<Response> {
  const account = accountOf(c);
  const form = readForm(c, householdFields);
  const profile = readHousehold(form);
  if (!profile.ok) return householdPage(c, { form, problems: profile.problem });
  await sayHousehold(c.var.deps.db, account, { profile: profile.value, visit: visitOf(c) });
  return c.redirect(`${paths.household(account.number)}?saved=yes`, 303);
}
