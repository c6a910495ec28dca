import { codeLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { askForLetter, registerWithBill, registrationState } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { refuseTooMany } from '../../../too-many.ts';
import { ChosenFields, consentWithoutEmail } from '../chosen-fields.tsx';
import { consentVersion } from '../create-login/view.tsx';
import { expiredPage } from '../expired-page.tsx';
import { forgetRegistration, registrationToken } from '../registration-cookie.ts';
import { RegistrationSteps } from '../registration-steps.tsx';

/** Registering without an email: by a letter; at the lobby computer, at once with the bill in hand. */
export async function noEmailPage(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const state = await registrationState(deps.db, registrationToken(c), now);
  if (state === undefined) return expiredPage(c);
  return noEmailView(c, { claimed: state.path !== 'free', bill: '' });
}

/** At the lobby computer only: the bill in hand, and the password of a login that works from now on. */
export async function submitNoEmail(c: PageContext): Promise<Response> {
  const { deps, kiosk } = c.var;
  const token = registrationToken(c);
  if (token === undefined) return expiredPage(c);
  if (kiosk === undefined) return c.var.refuse('not-found');
  const form = readForm(c, ['bill', 'password', 'consent']);
  const registered = await registerWithBill(
    accessDeps(c),
    {
      ...{ token, bill: form.bill, password: form.password, language: c.var.t.language, kioskVisit: kiosk.visitId },
      consent: form.consent === 'yes' ? { text: consentWithoutEmail(c), version: consentVersion } : undefined,
    },
    visitOf(c),
  );
  if (registered.ok) {
    sendCookies(c, await deps.customers.begin(registered.value.loginId, c.req.raw.headers, c.var.address));
    forgetRegistration(c);
    return c.redirect(paths.registration.atHome, 303);
  }
  const { problem } = registered;
  const tooMany = refuseTooMany(c, problem);
  if (tooMany !== undefined) return tooMany;
  if (problem.some(({ code }) => code === 'access.registration-expired')) return expiredPage(c);
  const claimed = problem.some(({ code }) => code === 'access.already-claimed');
  return noEmailView(c, { claimed, bill: form.bill }, problem);
}

export async function submitNoEmailLetter(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const token = registrationToken(c);
  if (token === undefined) return expiredPage(c);
  const asked = await askForLetter(accessDeps(c), token, visitOf(c));
  if (asked.ok) return c.redirect(paths.registration.atHome, 303);
  const state = await registrationState(deps.db, token, now);
  if (state === undefined) return expiredPage(c);
  return noEmailView(c, { claimed: state.path !== 'free', bill: '' }, [asked.problem]);
}

function noEmailView(
  c: PageContext,
  form: { readonly claimed: boolean; readonly bill: string },
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t, kiosk } = c.var;
  const { registration } = paths;
  const title = t('register.no-email.title');
  const withBill = kiosk !== undefined && !form.claimed;
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <RegistrationSteps c={c} current={1} withoutEmail />
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      {withBill && (
        <>
          <h2>{t('register.no-email.bill')}</h2>
          <p class="usa-intro">{t('register.no-email.bill-intro')}</p>
          <Form c={c} action={registration.noEmail}>
            <Field
              c={c}
              name="bill"
              label={t('register.no-email.bill-number')}
              hint={t('register.no-email.bill-number-hint')}
              value={form.bill}
              problems={problems}
              autocomplete="off"
              inputmode="numeric"
              size="medium"
            />
            <ChosenFields c={c} problems={problems} />
            <Button text={t('register.no-email.bill-button')} />
          </Form>
        </>
      )}
      <h2>{t('register.no-email.letter')}</h2>
      <p>{t('register.no-email.letter-body', { days: codeLimits.mailedDays })}</p>
      {form.claimed && <Alert kind="info">{t('register.no-email.claimed')}</Alert>}
      <Form c={c} action={registration.noEmailLetter} class="usa-form">
        <Button text={t('register.no-email.letter-button')} kind={withBill ? 'outline' : 'primary'} />
      </Form>
      <p>
        <a href={registration.letter}>{t('register.no-email.have-letter')}</a>
      </p>
      <h2>{t('register.no-email.what')}</h2>
      <ul class="usa-list">
        <li>{t('register.no-email.what-sign-in')}</li>
        <li>{t('register.no-email.what-paper')}</li>
        <li>{t('register.no-email.what-phone')}</li>
        <li>{t('register.no-email.what-ebill')}</li>
      </ul>
    </>,
  );
}
