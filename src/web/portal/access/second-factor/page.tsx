import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { codeLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { finishSignIn, isStepOpen } from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { PasskeySignIn } from '../../../components/passkeys.tsx';
import { cookieName, cookieSafety } from '../../../cookies.ts';
import { readForm } from '../../../form-data.ts';
import { rememberBrowser } from '../../../known-browser.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { safeBack } from '../safe-back.ts';

const stepCookie = (c: PageContext): string => cookieName(c, 'caudal-login-step');

/** The password was right, and the login has an authenticator: this browser carries the step to the next page. */
export function toSecondFactor(c: PageContext, step: string, back: string): Response {
  setCookie(c, stepCookie(c), step, { ...cookieSafety(c), maxAge: codeLimits.secondFactorMinutes * 60 });
  return c.redirect(`${paths.secondFactor}?${new URLSearchParams({ back })}`, 303);
}

const signInAgain = (c: PageContext, back: string): Response =>
  c.redirect(`${paths.signIn}?${new URLSearchParams({ back, news: 'second-factor-over' })}`, 303);

export async function secondFactorPage(c: PageContext): Promise<Response> {
  const back = safeBack(c.req.query('back'));
  const open = await isStepOpen(c.var.deps.db, getCookie(c, stepCookie(c)) ?? '', c.var.now);
  if (!open) return signInAgain(c, back);
  return secondFactorView(c, { back, byRecoveryCode: c.req.query('way') === 'recovery-code' });
}

export async function submitSecondFactor(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const form = readForm(c, ['code', 'back', 'way']);
  const back = safeBack(form.back);
  const token = getCookie(c, stepCookie(c)) ?? '';
  const finished = await finishSignIn(deps, { token, code: form.code, headers: c.req.raw.headers }, visitOf(c));
  if (finished.ok) {
    deleteCookie(c, stepCookie(c), cookieSafety(c));
    sendCookies(c, finished.value.cookies);
    rememberBrowser(c, 'login', finished.value.name);
    return c.redirect(back, 303);
  }
  const { problem } = finished;
  if (isTooMany(problem)) return tooManyPage(c, problem);
  if (problem.code === 'access.second-factor-over') return signInAgain(c, back);
  return secondFactorView(c, { back, byRecoveryCode: form.way === 'recovery-code' }, [problem]);
}

/** One field; where the code comes from, and what else would do. */
function secondFactorView(
  c: PageContext,
  { back, byRecoveryCode }: { readonly back: string; readonly byRecoveryCode: boolean },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const title = byRecoveryCode ? t('second-factor.recovery-title') : t('second-factor.title');
  const shown = problems.map((problem) =>
    byRecoveryCode && problem.code === 'access.second-factor-wrong'
      ? { ...problem, code: 'access.recovery-code-wrong' }
      : problem,
  );
  const other = `${paths.secondFactor}?${new URLSearchParams({ back, ...(byRecoveryCode ? {} : { way: 'recovery-code' }) })}`;
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={shown} />
      <h1>{title}</h1>
      <p class="usa-intro">{byRecoveryCode ? t('second-factor.recovery-intro') : t('second-factor.intro')}</p>
      <Form c={c} action={paths.secondFactor} keyless>
        <input type="hidden" name="back" value={back} />
        {byRecoveryCode && <input type="hidden" name="way" value="recovery-code" />}
        {byRecoveryCode ? (
          <Field
            c={c}
            name="code"
            label={t('second-factor.recovery-code')}
            hint={t('second-factor.recovery-hint')}
            problems={shown}
            autocomplete="off"
            size="medium"
          />
        ) : (
          <Field
            c={c}
            name="code"
            label={t('second-factor.code')}
            hint={t('second-factor.code-hint')}
            problems={shown}
            autocomplete="one-time-code"
            inputmode="numeric"
            size="small"
          />
        )}
        <Button text={t('sign-in.button')} />
      </Form>
      <h2>{t('second-factor.other-ways')}</h2>
      <PasskeySignIn c={c} action={paths.signInPasskey} challenge={paths.signInPasskeyChallenge} back={back} />
      <ul class="usa-list">
        <li>
          <a href={other}>{byRecoveryCode ? t('second-factor.use-app') : t('second-factor.use-recovery-code')}</a>
        </li>
        <li>
          {t('second-factor.neither')} <a href={paths.registration.findAccount}>{t('second-factor.prove-on-paper')}</a>
        </li>
        <li>{t('second-factor.call', { phone: deps.utility.contact.billing_phone })}</li>
      </ul>
    </>,
  );
}
