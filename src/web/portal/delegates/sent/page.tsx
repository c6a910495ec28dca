import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  knownAs,
  type SentInvitation,
  sendAgain,
  sentInvitation,
  withdraw,
} from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { mayShown, untilShown } from '../../../components/rights-shown.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { sheetPage } from '../invite/sheet.tsx';

/** An invitation that nobody has taken: sent again, or withdrawn. */
export async function sentInvitationPage(c: PageContext): Promise<Response> {
  const invitation = await invitationOf(c);
  return invitation === undefined ? c.var.refuse('not-found') : view(c, invitation);
}

async function invitationOf(c: PageContext): Promise<SentInvitation | undefined> {
  const id = Number(c.req.param('invitation'));
  return Number.isSafeInteger(id) ? sentInvitation(accessDeps(c), accountOf(c), id) : undefined;
}

function view(
  c: PageContext,
  invitation: SentInvitation,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  const isPaper = invitation.origin === 'paper';
  const title = t('people.sent-title', { who: knownAs(invitation) });
  const action = paths.sentInvitation(number, String(invitation.id));
  return page(
    c,
    { title, status: problems.length > 0 ? 409 : 200, back: { href: paths.people(number), text: t('people.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <SummaryList
        rows={[
          ...(invitation.label === undefined ? [] : [{ term: t('people.invite-label'), value: invitation.label }]),
          { term: t('people.way'), value: t(isPaper ? 'people.way.paper' : 'people.way.email') },
          { term: t('people.may'), value: mayShown(c, invitation) },
          { term: t('people.until'), value: untilShown(c, invitation) },
          { term: t('people.sent-on'), value: t.moment(invitation.sentAt) },
          { term: t('people.sent-good-until'), value: t.moment(invitation.expiresAt) },
        ]}
      />
      <Form c={c} action={action}>
        <p>{t(isPaper ? 'people.again-paper-body' : 'people.again-email-body')}</p>
        <Button
          text={t(isPaper ? 'people.again-paper' : 'people.again-email')}
          kind="outline"
          name="do"
          value="again"
        />
      </Form>
      <Form c={c} action={action}>
        <p>{t('people.withdraw-body')}</p>
        <Button text={t('people.withdraw')} kind="secondary" name="do" value="withdraw" />
      </Form>
    </>,
  );
}

export async function postSentInvitation(c: PageContext): Promise<Response> {
  const account = accountOf(c);
  const invitation = await invitationOf(c);
  if (invitation === undefined) return c.var.refuse('not-found');
  const people = paths.people(account.number);
  if (readForm(c, ['do']).do === 'withdraw') {
    const done = await withdraw(accessDeps(c), account, invitation.id, visitOf(c));
    return done.ok ? c.redirect(`${people}?news=withdrawn`, 303) : view(c, invitation, [done.problem]);
  }
  const sent = await sendAgain(accessDeps(c), account, invitation.id, visitOf(c));
  if (!sent.ok) return isTooMany(sent.problem) ? tooManyPage(c, sent.problem) : view(c, invitation, [sent.problem]);
  if (sent.value === undefined) return c.redirect(`${people}?news=invited`, 303);
  return sheetPage(c, { ...invitation, ...sent.value, label: knownAs(invitation) });
}
