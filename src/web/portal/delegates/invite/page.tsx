import { codeLimits } from '../../../../domain/access/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type Invite, invite } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { knownLanguage } from '../../../words/known-language.ts';
import { emptyRights, RightsFields, readRights, rightsFields } from '../rights-fields.tsx';
import { sheetPage } from './sheet.tsx';

const fields = ['way', 'email', 'label', 'language', ...rightsFields] as const;
type InviteForm = Readonly<Record<(typeof fields)[number], string>>;

/** The owner invites somebody: how it reaches them, what they may do, how long. */
export const invitePage = (c: PageContext): Response | Promise<Response> =>
  inviteView(c, { ...emptyRights, way: 'email', email: '', label: '', language: c.var.t.language });

function inviteView(c: PageContext, form: InviteForm, problems: readonly Problem[] = []): Response | Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  const title = t('people.invite-title');
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: { href: paths.people(number), text: t('people.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('people.invite-intro', { days: codeLimits.invitationDays })}</p>
      <Form c={c} action={paths.invitations(number)}>
        <Choices
          c={c}
          name="way"
          legend={t('people.way-ask')}
          value={form.way}
          problems={problems}
          choices={[
            { value: 'email', label: t('people.way.email'), hint: t('people.way.email-hint') },
            { value: 'paper', label: t('people.way.paper'), hint: t('people.way.paper-hint') },
          ]}
        />
        <Field
          c={c}
          name="email"
          label={t('people.invite-email')}
          hint={t('people.invite-email-hint')}
          value={form.email}
          problems={problems}
          type="email"
          inputmode="email"
          autocomplete="off"
        />
        <Field
          c={c}
          name="label"
          label={t('people.invite-label')}
          hint={t('people.invite-label-hint')}
          value={form.label}
          problems={problems}
          autocomplete="off"
        />
        <RightsFields c={c} form={form} problems={problems} />
        <Choices
          c={c}
          name="language"
          legend={t('people.invite-language')}
          value={form.language}
          problems={problems}
          choices={c.var.deps.utility.languages.map((one) => ({ value: one, label: t.languageName(one) }))}
        />
        <Button text={t('people.invite-button')} />
      </Form>
    </>,
  );
}

export async function postInvite(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const form = readForm(c, fields);
  const letIn = readRights(form, todayOf(deps.utility, now));
  const { email, label } = form;
  const way = form.way === 'email' || form.way === 'paper' ? form.way : undefined;
  const problems: Problem[] = [
    ...(way !== undefined ? [] : [{ code: 'access.invitation-way-missing', field: 'way' }]),
    ...(way === 'paper' && email.trim() !== '' ? [{ code: 'access.invitation-way-mixed', field: 'email' }] : []),
    ...(letIn.ok ? [] : letIn.problem),
  ];
  if (problems.length > 0 || !letIn.ok || way === undefined) return inviteView(c, form, problems);
  const language = knownLanguage(c, form.language) ?? c.var.t.language;
  const asked: Invite = { ...letIn.value, language, to: { way, email, label } };
  const invited = await invite(accessDeps(c), account, asked, visitOf(c));
  if (!invited.ok) {
    return isTooMany(invited.problem) ? tooManyPage(c, invited.problem) : inviteView(c, form, [invited.problem]);
  }
  if (invited.value !== undefined) return sheetPage(c, { ...letIn.value, ...invited.value, label });
  return c.redirect(`${paths.people(account.number)}?news=invited`, 303);
}
