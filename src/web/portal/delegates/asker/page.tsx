import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type AccessRequest, answerAsker, type OwnersAnswer, peopleOf } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { emptyRights, RightsFields, type RightsForm, readRights, rightsFields } from '../rights-fields.tsx';

export async function answerPage(c: PageContext): Promise<Response> {
  const asker = await askerOf(c);
  return asker === undefined ? c.var.refuse('not-found') : answerView(c, asker);
}

async function askerOf(c: PageContext): Promise<AccessRequest | undefined> {
  const { deps, now } = c.var;
  const people = await peopleOf(deps.db, accountOf(c), { today: todayOf(deps.utility, now), now });
  return people.ok ? people.value.waiting.find(({ id }) => String(id) === c.req.param('request')) : undefined;
}

function answerView(
  c: PageContext,
  asker: AccessRequest,
  form: RightsForm = emptyRights,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  const action = paths.askerAnswer(number, String(asker.id));
  const title = t('people.answer-title', { email: asker.email });
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: { href: paths.people(number), text: t('people.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('people.answer-intro', { email: asker.email, date: t.moment(asker.requestedAt) })}</p>
      <Alert kind="warning">{t('people.answer-warning')}</Alert>
      <Form c={c} action={action}>
        <RightsFields c={c} form={form} problems={problems} />
        <Button text={t('people.let-in')} name="answer" value="let-in" />
        <Button text={t('people.refuse')} kind="outline" name="answer" value="refuse" />
      </Form>
      <p>
        <a href={paths.people(number)}>{t('people.later')}</a>
      </p>
    </>,
  );
}

export async function postAnswer(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const asker = await askerOf(c);
  if (asker === undefined) return c.var.refuse('not-found');
  const { answer: chosen, ...form } = readForm(c, ['answer', ...rightsFields]);
  const letIn = readRights(form, todayOf(deps.utility, now));
  if (chosen !== 'refuse' && !letIn.ok) return answerView(c, asker, form, letIn.problem);
  const answer: OwnersAnswer =
    chosen === 'refuse' || !letIn.ok ? { kind: 'refuse' } : { kind: 'let-in', ...letIn.value };
  const answered = await answerAsker(accessDeps(c), account, { requestId: asker.id, answer }, visitOf(c));
  if (!answered.ok) {
    return answered.problem.code === 'access.not-yours'
      ? c.var.refuse('not-found')
      : answerView(c, asker, form, [answered.problem]);
  }
  const news = answer.kind === 'refuse' ? 'refused' : 'let-in';
  return c.redirect(`${paths.people(account.number)}?${new URLSearchParams({ news })}`, 303);
}
