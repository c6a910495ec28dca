import { passwordLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { type OwnSecurity, ownSecurity } from '../../../../usecases/access/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { PasskeyCreation, PasskeyList } from '../../../components/passkeys.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { Sessions } from './sessions.tsx';

const allNews = [
  'password',
  'passkey-added',
  'passkey-removed',
  'session-ended',
  'authenticator-removed',
  'codes-saved',
  'email-changed',
  'email-withdrawn',
] as const;
export type SecurityNews = (typeof allNews)[number];
export const isSecurityNews = (text: string | undefined): text is SecurityNews =>
  (allNews as readonly (string | undefined)[]).includes(text);

/** How to get in, and who is in: email, password, passkeys, authenticator, sessions. */
export async function securityView(
  c: PageContext,
  { news }: { readonly news?: SecurityNews | undefined } = {},
  problems: readonly Problem[] = [],
): Promise<Response> {
  const { t, deps, loginId = '', session } = c.var;
  const security = await ownSecurity(deps.db, loginId);
  const title = t('security.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      {news !== undefined && (
        <Alert kind="success" live>
          {t.maybe(`security.news.${news}`)}
        </Alert>
      )}
      <h1>{title}</h1>
      <p class="usa-intro">
        {session?.email === undefined
          ? t('security.signed-in-without-email')
          : t('security.signed-in-as', { email: session.email })}{' '}
        <a href={paths.email}>{t('email-change.title')}</a>
      </p>
      <PasskeySection c={c} security={security} />
      <PasswordSection c={c} security={security} problems={problems} />
      <AuthenticatorSection c={c} security={security} />
      <Sessions c={c} security={security} />
    </>,
  );
}

interface SectionProps {
  readonly c: PageContext;
  readonly security: OwnSecurity;
  readonly problems?: readonly Problem[];
}

function PasskeySection({ c, security }: SectionProps) {
  const { t } = c.var;
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{t('security.passkeys')}</h2>
      <p>{t('security.passkeys-body')}</p>
      <PasskeyList c={c} passkeys={security.passkeys} removal={paths.passkeyRemoval} />
      <PasskeyCreation c={c} action={paths.passkeys} challenge={paths.passkeyChallenge} />
      <noscript>
        <p>{t('security.passkeys-script')}</p>
      </noscript>
    </section>
  );
}

function PasswordSection({ c, security, problems = [] }: SectionProps) {
  const { t } = c.var;
  return (
    <section aria-labelledby="change-password">
      <h2 id="change-password">{security.hasPassword ? t('security.password') : t('security.password-first')}</h2>
      <Form c={c} action={paths.password}>
        {security.hasPassword && (
          <Field
            c={c}
            name="present"
            label={t('security.password-present')}
            problems={problems}
            type="password"
            autocomplete="current-password"
          />
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
        <Button text={t('password-reset.new.button')} kind="outline" />
      </Form>
    </section>
  );
}

/** The second step after the password, and the recovery codes for the day the app is not at hand. */
function AuthenticatorSection({ c, security: { authenticator } }: SectionProps) {
  const { t } = c.var;
  return (
    <section aria-labelledby="authenticator">
      <h2 id="authenticator">{t('security.authenticator')}</h2>
      {authenticator === undefined ? (
        <>
          <p>{t('security.authenticator-off')}</p>
          <p>
            <a class="usa-button usa-button--outline" href={paths.authenticator}>
              {t('security.authenticator-set-up')}
            </a>
          </p>
        </>
      ) : (
        <>
          <p>
            {t('security.authenticator-on', { date: t.moment(authenticator.since) })}{' '}
            <a href={paths.authenticator}>{t('authenticator.remove-title')}</a>
          </p>
          <h3>{t('security.recovery-codes')}</h3>
          <p>{t('security.recovery-codes-left', { left: authenticator.codesLeft })}</p>
          {!authenticator.areCodesSaved && <p>{t('security.recovery-codes-unsaved')}</p>}
          <Form c={c} action={paths.recoveryCodes} class="">
            <Button text={t('security.recovery-codes-renew')} kind="outline" />
          </Form>
        </>
      )}
    </section>
  );
}
