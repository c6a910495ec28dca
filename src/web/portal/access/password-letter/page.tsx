import { passwordLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { resetPasswordByLetter } from '../../../../usecases/registration/index.ts';
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
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';

export const passwordLetterPage = (c: PageContext): Response | Promise<Response> =>
  passwordLetterView(c, { number: noNumber, code: '' });

/** After a reset the person still signs in: the letter alone gives no session. */
export async function submitPasswordLetter(c: PageContext): Promise<Response> {
  const form = { ...readForm(c, ['code', 'password']), number: typedNumberFields(c) };
  const number = readNumberTyped(c, form.number);
  // The customer's number alone is a name to sign in by as well.
  const name = number.ok ? number.value.text : (form.number['number'] ?? '');
  const reset = await resetPasswordByLetter(accessDeps(c), { ...form, number: name }, visitOf(c));
  if (reset.ok) return c.redirect(`${paths.signIn}?news=password-changed`, 303);
  return isTooMany(reset.problem) ? tooManyPage(c, reset.problem) : passwordLetterView(c, form, [reset.problem]);
}

function passwordLetterView(
  c: PageContext,
  form: { readonly number: TypedNumberFields; readonly code: string },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('password-reset.letter.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('password-reset.letter.intro')}</p>
      <Form c={c} action={paths.passwordLetter}>
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
        <Field
          c={c}
          name="password"
          label={t('password-reset.new.password')}
          hint={t('register.login.password-hint', { minimum: passwordLimits.alone })}
          problems={problems}
          type="password"
          autocomplete="new-password"
        />
        <Button text={t('password-reset.new.button')} />
      </Form>
    </>,
  );
}
