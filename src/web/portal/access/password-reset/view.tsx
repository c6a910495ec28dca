import { codeLimits, passwordLimits } from '../../../../domain/access/index.ts';
import { exampleNumber } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { AccountNumberField, type TypedNumberFields } from '../../../components/account-number-field.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export function passwordResetView(
  c: PageContext,
  email: string,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('password-reset.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('password-reset.intro')}</p>
      <Form c={c} action={paths.passwordReset}>
        <Field
          c={c}
          name="email"
          label={t('sign-in.name')}
          hint={t('sign-in.name-hint', { example: exampleNumber(c.var.deps.utility.account_number) })}
          value={email}
          problems={problems}
          autocomplete="username"
        />
        <Button text={t('password-reset.button')} />
      </Form>
      <p>
        <a href={paths.passwordLetter}>{t('password-reset.letter.link')}</a>
      </p>
    </>,
  );
}

/** The same page whether the email has a login or not. */
export function passwordResetSentView(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('password-reset.sent.title');
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('password-reset.sent.body', { minutes: codeLimits.resetMinutes })}</p>
      <p>{t('password-reset.sent.late')}</p>
      <p>
        <a href={paths.signIn}>{t('sign-in.title')}</a>
      </p>
    </>,
  );
}

export function newPasswordView(
  c: PageContext,
  form: {
    readonly token: string;
    readonly number: TypedNumberFields;
    readonly zip: string;
    /** The mail is not enough: a bill's number and ZIP code too. */
    readonly needsBill: boolean;
  },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('password-reset.new.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <Form c={c} action={paths.passwordResetLink}>
        <input type="hidden" name="token" value={form.token} />
        {form.needsBill && (
          <>
            <p>{t('password-reset.new.bill')}</p>
            <AccountNumberField c={c} typed={form.number} problems={problems} />
            <Field
              c={c}
              name="zip"
              label={t('guest-pay.zip')}
              hint={t('guest-pay.zip-hint')}
              value={form.zip}
              problems={problems}
              autocomplete="postal-code"
              inputmode="numeric"
              size="small"
            />
          </>
        )}
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

export function resetLinkExpiredView(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('password-reset.expired.title');
  return page(
    c,
    { title, status: 409 },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('password-reset.expired.body')}</p>
      <p>
        <a class="usa-button" href={paths.passwordReset}>
          {t('password-reset.expired.again')}
        </a>
      </p>
    </>,
  );
}
