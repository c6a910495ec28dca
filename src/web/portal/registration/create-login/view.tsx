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
  /** An invitation led here: its email is known, and the account's bill is somebody else's. */
  readonly isInvited: boolean;
}

/** The words a person agrees to, kept verbatim with this version (R10). */
export const consentVersion = 'register-2026-05.2';
export const consentText = (c: PageContext): string =>
  c.var.t('register.login.consent', { utility: c.var.deps.utility.name });

/** The same of somebody who helps with another's account: no bill of theirs is on paper. */
export const consentOf = (
  c: PageContext,
  { isInvited }: Pick<CreateLoginForm, 'isInvited'>,
): { readonly text: string; readonly version: string } =>
  isInvited
    ? {
        text: c.var.t('register.login.consent-invited', { utility: c.var.deps.utility.name }),
        version: 'register-invited-2026-05.1',
      }
    : { text: consentText(c), version: consentVersion };

export function createLoginView(
  c: PageContext,
  form: CreateLoginForm,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const { isInvited } = form;
  const title = t('register.login.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <RegistrationSteps c={c} current={1} isInvited={isInvited} />
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t(isInvited ? 'register.login.intro-invited' : 'register.login.intro')}</p>
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
        {!isInvited && (
          <p>
            <AsideButton c={c} to={paths.registration.noEmail}>
              {t('register.no-email.link')}
            </AsideButton>
          </p>
        )}
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
          choices={deps.utility.languages.map((one) => ({ value: one, label: deps.words(one).languageName(one) }))}
        />
        <Checkbox
          c={c}
          name="consent"
          label={consentOf(c, form).text}
          checked={form.consent === 'yes'}
          problems={problems}
        />
        <Button text={t('register.login.button')} />
      </Form>
    </>,
  );
}
