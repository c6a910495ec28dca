import type { Problem } from '../../../../domain/kernel/index.ts';
import { registerByLetter } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import {
  AccountNumberField,
  noNumber,
  readNumberTyped,
  type TypedNumberFields,
  typedNumberFields,
} from '../../../components/account-number-field.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { refuseTooMany } from '../../../too-many.ts';
import { ChosenFields, consentWithoutEmail } from '../chosen-fields.tsx';
import { consentVersion } from '../create-login/view.tsx';
import { forgetRegistration } from '../registration-cookie.ts';

export const letterPage = (c: PageContext): Response | Promise<Response> =>
  letterView(c, { number: noNumber, code: '' });

/** The code from the letter makes the login; the person is signed in, and reads what to do at home. */
export async function submitLetter(c: PageContext): Promise<Response> {
  const { deps, t } = c.var;
  const form = { ...readForm(c, ['code', 'password', 'consent']), number: typedNumberFields(c) };
  const number = readNumberTyped(c, form.number);
  if (!number.ok) return letterView(c, form, number.problem);
  const registered = await registerByLetter(
    accessDeps(c),
    {
      ...{ number: number.value.text, code: form.code, password: form.password, language: t.language },
      consent: form.consent === 'yes' ? { text: consentWithoutEmail(c), version: consentVersion } : undefined,
    },
    visitOf(c),
  );
  if (registered.ok) {
    sendCookies(c, await deps.customers.begin(registered.value.loginId, c.req.raw.headers, c.var.address));
    forgetRegistration(c);
    return c.redirect(paths.registration.atHome, 303);
  }
  return refuseTooMany(c, registered.problem) ?? letterView(c, form, registered.problem);
}

function letterView(
  c: PageContext,
  form: { readonly number: TypedNumberFields; readonly code: string },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('register.letter.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('register.letter.intro')}</p>
      <Form c={c} action={paths.registration.letter}>
        <AccountNumberField c={c} typed={form.number} problems={problems} autocomplete="username" />
        <Field
          c={c}
          name="code"
          label={t('register.mailed-code.code')}
          hint={t('register.mailed-code.code-hint')}
          value={form.code}
          problems={problems}
          autocomplete="off"
          size="medium"
        />
        <ChosenFields c={c} problems={problems} />
        <Button text={t('register.letter.button')} />
      </Form>
      <p>
        <a href={paths.registration.findAccount}>{t('register.letter.none')}</a>
      </p>
    </>,
  );
}
