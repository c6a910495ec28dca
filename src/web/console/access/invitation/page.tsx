import { passwordLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { acceptStaffInvitation, openStaffInvitation } from '../../../../usecases/access/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';

/** Where the invitation's mail leads: a new member sets a password, then signs in with it. */
export const staffInvitationPage = (c: PageContext): Promise<Response> => invitationView(c, c.req.query('token') ?? '');

export async function submitStaffInvitation(c: PageContext): Promise<Response> {
  const { token, password } = readForm(c, ['token', 'password']);
  const accepted = await acceptStaffInvitation(c.var.deps, { token, password }, visitOf(c));
  if (accepted.ok) return c.redirect(paths.console.signIn, 303);
  const { problem } = accepted;
  if (isTooMany(problem)) return tooManyPage(c, problem);
  return problem.code === 'access.link-expired' ? overView(c) : invitationView(c, token, [problem]);
}

async function invitationView(c: PageContext, token: string, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps } = c.var;
  const open = await openStaffInvitation(deps, token, visitOf(c));
  if (!open.ok) return isTooMany(open.problem) ? tooManyPage(c, open.problem) : overView(c);
  const title = t('console.invitation.title');
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.invitation.intro', { email: open.value.email })}</p>
      <Form c={c} action={paths.console.staffInvitation} keyless>
        <input type="hidden" name="token" value={token} />
        <Field
          c={c}
          name="password"
          label={t('password-reset.new.password')}
          hint={t('console.own-password.hint', { minimum: passwordLimits.besideSecondFactor })}
          problems={problems}
          type="password"
          autocomplete="new-password"
        />
        <Button text={t('password-reset.new.button')} />
      </Form>
      {deps.sso !== undefined && (
        <p>
          <a href={paths.console.provider}>{t('console.sign-in.provider', { name: deps.sso.name })}</a>
        </p>
      )}
    </>,
  );
}

function overView(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.invitation.over');
  return page(
    c,
    { title, realm: 'console', status: 404 },
    <>
      <h1>{title}</h1>
      <Alert kind="info">{t('console.invitation.over-body')}</Alert>
    </>,
  );
}
