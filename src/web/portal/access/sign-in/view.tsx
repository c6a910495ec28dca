import { exampleNumber } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { PasskeySignIn } from '../../../components/passkeys.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export interface SignInForm {
  readonly email: string;
  /** Where to go after. */
  readonly back: string;
  /** Signed in already, and asked once more before something that matters. */
  readonly again: boolean;
}

const allNews = ['signed-out', 'password-changed', 'second-factor-over', 'email-kept', 'idle'] as const;
export type SignInNews = (typeof allNews)[number];
export const isSignInNews = (text: string | undefined): text is SignInNews =>
  (allNews as readonly (string | undefined)[]).includes(text);

export function signInView(
  c: PageContext,
  form: SignInForm,
  { problems = [], news }: { readonly problems?: readonly Problem[]; readonly news?: SignInNews | undefined } = {},
): Response | Promise<Response> {
  const { t } = c.var;
  const title = form.again ? t('sign-in.title-again') : t('sign-in.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      {news !== undefined && (
        <Alert kind={news === 'second-factor-over' || news === 'idle' ? 'info' : 'success'} live>
          {t(`sign-in.${news}`)}
        </Alert>
      )}
      <h1>{title}</h1>
      {form.again && <p class="usa-intro">{t('sign-in.again')}</p>}
      <Form c={c} action={paths.signIn} keyless>
        <input type="hidden" name="back" value={form.back} />
        {form.again && <input type="hidden" name="again" value="yes" />}
        <Field
          c={c}
          name="email"
          label={t('sign-in.name')}
          hint={t('sign-in.name-hint', { example: exampleNumber(c.var.deps.utility.account_number) })}
          value={form.email}
          problems={problems}
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
      <PasskeySignIn c={c} action={paths.signInPasskey} challenge={paths.signInPasskeyChallenge} back={form.back} />
      <p>
        <a href={paths.passwordReset}>{t('sign-in.forgotten')}</a>
      </p>
      {!form.again && (
        <>
          <h2>{t('sign-in.new')}</h2>
          <p>{t('sign-in.new-body')}</p>
          <p>
            <a class="usa-button usa-button--outline" href={paths.registration.findAccount}>
              {t('landing.register')}
            </a>
          </p>
        </>
      )}
    </>,
  );
}
