import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  askForEmail,
  emailThatWaits,
  proveEmailByCode,
  withdrawEmailChange,
} from '../../../../usecases/access/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { toSecurity } from '../authenticator/page.tsx';

/** The email a person signs in with: another one is asked for here, and proven here. */
export async function emailPage(c: PageContext, typed = '', problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps, loginId = '', session, now } = c.var;
  const waiting = await emailThatWaits(deps.db, loginId, now);
  const signsInWith =
    session?.email === undefined ? t('email-change.now-number') : t('email-change.now', { email: session.email });
  const title = t('email-change.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: toSecurity(c) },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {waiting !== undefined && (
        <section aria-labelledby="prove">
          <h2 id="prove">{t('email-change.prove')}</h2>
          <p>
            {t('email-change.prove-body', { email: waiting })} {signsInWith}
          </p>
          <Form c={c} action={paths.emailCode}>
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
            <Button text={t('email-change.prove-button')} />
          </Form>
          <p>{t('email-change.late')}</p>
          <Form c={c} action={paths.emailWithdrawal} class="">
            <button class="usa-button usa-button--unstyled" type="submit">
              {t('email-change.withdraw')}
            </button>
          </Form>
          <h2>{t('email-change.another')}</h2>
        </section>
      )}
      {waiting === undefined && <p class="usa-intro">{signsInWith}</p>}
      <p>{t('email-change.how')}</p>
      <Form c={c} action={paths.email}>
        <Field
          c={c}
          name="email"
          label={t('email-change.new')}
          value={typed}
          problems={problems}
          type="email"
          inputmode="email"
          autocomplete="email"
        />
        <Button text={t('email-change.button')} kind={waiting === undefined ? 'primary' : 'outline'} />
      </Form>
      <p>{t('email-change.ebill')}</p>
    </>,
  );
}

export async function submitEmail(c: PageContext): Promise<Response> {
  const { loginId = '' } = c.var;
  const { email } = readForm(c, ['email']);
  const asked = await askForEmail(accessDeps(c), { loginId, typed: email }, visitOf(c));
  if (asked.ok) return c.redirect(paths.email, 303);
  return isTooMany(asked.problem) ? tooManyPage(c, asked.problem) : emailPage(c, email, [asked.problem]);
}

export async function submitEmailCode(c: PageContext): Promise<Response> {
  const { loginId = '' } = c.var;
  const { code } = readForm(c, ['code']);
  const proven = await proveEmailByCode(accessDeps(c), { loginId, code }, visitOf(c));
  if (proven.ok) return c.redirect(`${paths.security}?news=email-changed`, 303);
  return isTooMany(proven.problem) ? tooManyPage(c, proven.problem) : emailPage(c, '', [proven.problem]);
}

export async function submitEmailWithdrawal(c: PageContext): Promise<Response> {
  const { deps, loginId = '' } = c.var;
  await withdrawEmailChange(deps.db, loginId, visitOf(c));
  return c.redirect(`${paths.security}?news=email-withdrawn`, 303);
}
