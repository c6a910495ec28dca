import { passwordLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { consentText } from '../create-login/view.tsx';
import { RegistrationSteps } from '../registration-steps.tsx';

/** Waits for the email: a code field, and what to do when it is late. */
export function verificationView(
  c: PageContext,
  waiting: { readonly email: string; readonly isInvited: boolean; readonly resent?: boolean },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('register.verify.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <RegistrationSteps c={c} current={2} isInvited={waiting.isInvited} />
      <ErrorSummary c={c} problems={problems} />
      {waiting.resent === true && (
        <Alert kind="success" live>
          {t('register.verify.resent')}
        </Alert>
      )}
      <h1>{title}</h1>
      <p class="usa-intro">{t('register.verify.intro', { email: waiting.email })}</p>
      <Form c={c} action={paths.registration.verifyEmail}>
        <Field
          c={c}
          name="code"
          label={t('register.verify.code')}
          hint={t('register.verify.code-hint')}
          problems={problems}
          autocomplete="one-time-code"
          inputmode="numeric"
          size="small"
        />
        <Button text={t('register.verify.button')} />
      </Form>
      <h2>{t('register.verify.late')}</h2>
      <ul class="usa-list">
        <li>{t('register.verify.late-spam')}</li>
        <li>{t('register.verify.late-wait')}</li>
        <li>
          <a href={paths.registration.createLogin}>{t('register.verify.late-other')}</a>
        </li>
      </ul>
      <Form c={c} action={paths.registration.verificationMail} class="usa-form">
        <Button text={t('register.verify.resend')} kind="outline" />
      </Form>
    </>,
  );
}

/**
 * What a link from the mail opens: one button, so that a mail scanner that follows links uses nothing up. Opened `elsewhere` than
 * in the browser that registered, it asks for a password of the reader's own.
 */
export function verificationLinkView(
  c: PageContext,
  token: string,
  { elsewhere, consent }: { readonly elsewhere: boolean; readonly consent: string },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('register.verify-link.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <RegistrationSteps c={c} current={2} />
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t(elsewhere ? 'register.verify-link.elsewhere' : 'register.verify-link.intro')}</p>
      <Form c={c} action={paths.registration.verificationLink}>
        <input type="hidden" name="token" value={token} />
        {elsewhere && (
          <>
            <Field
              c={c}
              name="password"
              label={t('register.verify-link.password')}
              hint={t('register.login.password-hint', { minimum: passwordLimits.alone })}
              problems={problems}
              type="password"
              autocomplete="new-password"
            />
            <Checkbox c={c} name="consent" label={consentText(c)} checked={consent === 'yes'} problems={problems} />
          </>
        )}
        <Button text={t('register.verify-link.button')} />
      </Form>
    </>,
  );
}
