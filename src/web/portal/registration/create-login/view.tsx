import { passwordLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { AsideButton, FirstButton } from '../../../components/aside-button.tsx';
import { Button, Checkbox, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { RegistrationSteps } from '../registration-steps.tsx';

export interface CreateLoginForm {
  readonly email: string;
  readonly way: string;
  readonly language: string;
  readonly consent: string;
}

/** The words a person agrees to, kept verbatim with this version (R10). */
export const consentVersion = 'register-2026-05.2';
export const consentText = (c: PageContext): string =>
  c.var.t('register.login.consent', { utility: c.var.deps.utility.name });

export function createLoginView(
  c: PageContext,
  form: CreateLoginForm,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('register.login.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <RegistrationSteps c={c} current={1} />
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('register.login.intro')}</p>
      <Form c={c} action={paths.registration.createLogin}>
        <FirstButton />
        <Field
          c={c}
          name="email"
          label={t('register.login.email')}
          hint={t('register.login.email-hint')}
          value={form.email}
          problems={problems}
          type="email"
          inputmode="email"
          autocomplete="username"
        />
        <p>
          <AsideButton c={c} to={paths.registration.noEmail}>
            {t('register.no-email.link')}
          </AsideButton>
        </p>
        <Choices
          c={c}
          name="way"
          legend={t('register.login.way')}
          value={form.way}
          problems={problems}
          choices={[
            { value: 'password', label: t('register.login.way-password') },
            {
              value: 'passkey',
              label: t('register.login.way-passkey'),
              hint: t('register.login.way-passkey-hint'),
            },
          ]}
        />
        <Field
          c={c}
          name="password"
          label={t('register.login.password')}
          hint={t('register.login.password-hint', { minimum: passwordLimits.alone })}
          problems={problems}
          type="password"
          autocomplete="new-password"
        />
        <Choices
          c={c}
          name="language"
          legend={t('register.login.language')}
          value={form.language}
          problems={problems}
          choices={[
            { value: 'es', label: 'Español' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Checkbox c={c} name="consent" label={consentText(c)} checked={form.consent === 'yes'} problems={problems} />
        <Button text={t('register.login.button')} />
      </Form>
    </>,
  );
}
