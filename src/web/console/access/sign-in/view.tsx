import type { Problem } from '../../../../domain/kernel/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { PasskeySignIn } from '../../../components/passkeys.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export function staffSignInView(
  c: PageContext,
  { email = '', back, signedOut = false }: { email?: string; back: string; signedOut?: boolean },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const again = c.var.staff !== undefined;
  const title = t('console.sign-in.title');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      {signedOut && (
        <Alert kind="success" live>
          {t('console.sign-in.signed-out')}
        </Alert>
      )}
      <h1>{title}</h1>
      <p class="usa-intro">{again ? t('console.sign-in.again') : t('console.sign-in.intro')}</p>
      <Form c={c} action={paths.console.signIn} keyless>
        <input type="hidden" name="back" value={back} />
        <Field
          c={c}
          name="email"
          label={t('sign-in.email')}
          value={email}
          problems={problems}
          type="email"
          inputmode="email"
          autocomplete="username webauthn"
        />
        <Field
          c={c}
          name="password"
          label={t('sign-in.password')}
          problems={problems}
          type="password"
          autocomplete="current-password"
        />
        <Button text={t('sign-in.button')} />
      </Form>
      <PasskeySignIn
        c={c}
        action={paths.console.signInPasskey}
        challenge={paths.console.signInPasskeyChallenge}
        back={back}
      />
      {c.var.deps.sso !== undefined && (
        <p>
          <a class="usa-button usa-button--outline" href={`${paths.console.provider}?${new URLSearchParams({ back })}`}>
            {t('console.sign-in.provider', { name: c.var.deps.sso.name })}
          </a>
        </p>
      )}
      <p>
        <a href={paths.home}>{t('console.sign-in.customers')}</a>
      </p>
    </>,
  );
}

export function staffCodeView(
  c: PageContext,
  back: string,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.code.title');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <Form c={c} action={paths.console.secondFactor} keyless>
        <input type="hidden" name="back" value={back} />
        <Field
          c={c}
          name="code"
          label={t('console.code.code')}
          hint={t('console.code.hint')}
          problems={problems}
          autocomplete="one-time-code"
          size="medium"
        />
        <Button text={t('console.code.button')} />
      </Form>
    </>,
  );
}
