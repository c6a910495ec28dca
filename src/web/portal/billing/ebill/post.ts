import { agreementText } from '../../../../domain/notices/index.ts';
import { askForEbill } from '../../../../usecases/billing/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { knownLanguage } from '../../../words/known-language.ts';
import { ebillPage } from './get.tsx';
import { parseEbillForm } from './schema.ts';

export async function postEbill(c: PageContext): Promise<Response> {
  const { t, deps, now, address } = c.var;
  const account = accountOf(c);
  const typed = sentFields(c);
  const form = parseEbillForm(typed);
  if (!form.ok)
    return ebillPage(c, { problems: form.problem, email: typeof typed['email'] === 'string' ? typed['email'] : '' });
  // What is kept is what was read: in the language of the page that was agreed, also if it was switched since.
  const language = knownLanguage(c, typed['language']) ?? t.language;
  const consent = deps.agreements('ebill', language);
  await askForEbill(
    deps.db,
    {
      account,
      email: form.value.email,
      language,
      consent: { text: agreementText(consent, { utility: deps.utility.name }), version: consent.version },
      address,
      linkOf: (token) => `${deps.publicUrl}${paths.ebillVerificationLink}?${new URLSearchParams({ token })}`,
    },
    { tell: deps.tell, now },
  );
  return c.redirect(paths.ebill(account.number), 303);
}
