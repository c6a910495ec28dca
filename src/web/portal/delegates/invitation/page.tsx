import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  acceptInvitation,
  beginInvited,
  openInvitation,
  type ShownInvitation,
} from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { mayShown, untilShown } from '../../../components/rights-shown.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { keepRegistration } from '../../registration/index.ts';

/** What an owner's yes offers, and the next step: accept, sign in, or make a login. */
export async function invitationPage(c: PageContext): Promise<Response> {
  return show(c, c.req.query('token') ?? '');
}

async function show(c: PageContext, token: string, problems: readonly Problem[] = []): Promise<Response> {
  const { t } = c.var;
  const opened = await openInvitation(accessDeps(c), token, visitOf(c));
  if (!opened.ok) return isTooMany(opened.problem) ? tooManyPage(c, opened.problem) : overPage(c);
  const invitation = opened.value;
  const title = t('invitation.title');
  return page(
    c,
    { title, status: problems.length > 0 ? 409 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { term: t('invitation.account'), value: invitation.number },
          { term: t('invitation.may'), value: mayShown(c, invitation) },
          {
            term: t('people.until'),
            value: invitation.endsOn === undefined ? t('invitation.until-open') : untilShown(c, invitation),
          },
        ]}
      />
      <NextStep c={c} token={token} invitation={invitation} />
    </>,
  );
}

function NextStep({ c, token, invitation }: { c: PageContext; token: string; invitation: ShownInvitation }) {
  const { t, session, path } = c.var;
  const { email, hasLogin } = invitation;
  if (session !== undefined && (email === undefined || session.email === email)) {
    return (
      <Form c={c} action={paths.invitation}>
        {email === undefined && session.email !== undefined && (
          <p>{t('invitation.accept-as', { email: session.email })}</p>
        )}
        <input type="hidden" name="token" value={token} />
        <Button text={t('invitation.accept')} />
      </Form>
    );
  }
  const signIn = (
    <p>
      <a class="usa-button" href={`${paths.signIn}?${new URLSearchParams({ back: path })}`}>
        {t('invitation.sign-in')}
      </a>
    </p>
  );
  if (email !== undefined && hasLogin) {
    return (
      <>
        <p>{t('invitation.sign-in-body', { email })}</p>
        {signIn}
      </>
    );
  }
  return (
    <>
      <Form c={c} action={paths.invitationLogin}>
        <p>{email === undefined ? t('invitation.login-own') : t('invitation.login-body', { email })}</p>
        <input type="hidden" name="token" value={token} />
        <Button text={t('invitation.login')} />
      </Form>
      {email === undefined && (
        <>
          <p>{t('invitation.sign-in-own')}</p>
          {signIn}
        </>
      )}
    </>
  );
}

/** Taken, too old, or the owner who sent it is not the owner any more. */
function overPage(c: PageContext): Response | Promise<Response> {
  const { t, deps } = c.var;
  const title = t('invitation.over');
  return page(
    c,
    { title, status: 404 },
    <>
      <h1>{title}</h1>
      <Alert kind="info">{t('invitation.over-body', { phone: deps.utility.contact.billing_phone })}</Alert>
      <p>
        <a href={paths.accounts}>{t('receipt.to-account')}</a>
      </p>
    </>,
  );
}

export async function postInvitation(c: PageContext): Promise<Response> {
  const { loginId } = c.var;
  const { token } = readForm(c, ['token']);
  if (loginId === undefined) return show(c, token);
  const accepted = await acceptInvitation(accessDeps(c), { token, loginId }, visitOf(c));
  if (accepted.ok) return c.redirect(paths.account(accepted.value), 303);
  return accepted.problem.code === 'access.invitation-over' ? overPage(c) : show(c, token, [accepted.problem]);
}

/** Goes on as every registration does, with an email and a password of one's own. */
export async function postInvitationLogin(c: PageContext): Promise<Response> {
  const { token } = readForm(c, ['token']);
  const begun = await beginInvited(accessDeps(c), token, visitOf(c));
  if (!begun.ok) return overPage(c);
  keepRegistration(c, begun.value.token);
  return c.redirect(paths.registration.createLogin, 303);
}
