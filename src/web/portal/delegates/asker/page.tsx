import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { givenRights } from '../../../../domain/delegates/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type AccessRequest, answerAsker, type OwnersAnswer, peopleOf } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, Choices, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** How long somebody is let in for, in days; `open` until the owner ends it. */
const lengths = { '30': 30, '90': 90, '365': 365, open: undefined } as const;

export async function answerPage(c: PageContext): Promise<Response> {
  const asker = await askerOf(c);
  return asker === undefined ? c.var.refuse('not-found') : answerView(c, asker);
}

async function askerOf(c: PageContext): Promise<AccessRequest | undefined> {
  const { deps, now } = c.var;
  const people = await peopleOf(deps.db, accountOf(c), todayOf(deps.utility, now));
  return people.ok ? people.value.waiting.find(({ id }) => String(id) === c.req.param('request')) : undefined;
}

function answerView(
  c: PageContext,
  asker: AccessRequest,
  {
    may = '',
    until = '',
    alerts = '',
    problems = [],
  }: { may?: string; until?: string; alerts?: string; problems?: readonly Problem[] } = {},
): Response | Promise<Response> {
  const { t } = c.var;
  const number = formatAccountNumber(accountOf(c).number);
  const action = paths.askerAnswer(number, String(asker.id));
  const title = t('people.answer-title', { email: asker.email });
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('people.answer-intro', { email: asker.email, date: t.moment(asker.requestedAt) })}</p>
      <Alert kind="warning">{t('people.answer-warning')}</Alert>
      <Form c={c} action={action}>
        <Choices
          c={c}
          name="may"
          legend={t('people.may-ask')}
          value={may}
          problems={problems}
          choices={[
            { value: 'view', label: t('people.may.view'), hint: t('people.may.view-hint') },
            { value: 'pay', label: t('people.may.pay'), hint: t('people.may.pay-hint') },
          ]}
        />
        <Checkbox c={c} name="alerts" label={t('people.may.alerts')} checked={alerts === 'yes'} />
        <Choices
          c={c}
          name="until"
          legend={t('people.until-ask')}
          value={until}
          problems={problems}
          choices={[
            { value: '30', label: t('people.days', { days: 30 }) },
            { value: '90', label: t('people.days', { days: 90 }) },
            { value: '365', label: t('people.days', { days: 365 }) },
            { value: 'open', label: t('people.until.open') },
          ]}
        />
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
  const form = readForm(c, ['answer', 'may', 'until', 'alerts']);
  const answer = readAnswer(form, todayOf(deps.utility, now));
  if (answer === undefined) {
    const problems = [
      ...(form.may in givenRights ? [] : [{ code: 'access.rights-missing', field: 'may' }]),
      ...(form.until in lengths ? [] : [{ code: 'access.end-missing', field: 'until' }]),
    ];
    return answerView(c, asker, { ...form, problems });
  }
  const answered = await answerAsker(accessDeps(c), account, { requestId: asker.id, answer }, visitOf(c));
  if (!answered.ok) return c.var.refuse('not-found');
  const news = answer.kind === 'refuse' ? 'refused' : 'let-in';
  return c.redirect(`${paths.people(formatAccountNumber(account.number))}?${new URLSearchParams({ news })}`, 303);
}

function readAnswer(
  form: { readonly answer: string; readonly may: string; readonly until: string; readonly alerts: string },
  today: Temporal.PlainDate,
): OwnersAnswer | undefined {
  if (form.answer === 'refuse') return { kind: 'refuse' };
  const { may, until } = form;
  if ((may !== 'view' && may !== 'pay') || !isLength(until)) return undefined;
  const days = lengths[until];
  return {
    kind: 'let-in',
    rights: form.alerts === 'yes' ? [...givenRights[may], 'alerts'] : givenRights[may],
    ...(days === undefined ? {} : { endsOn: today.add({ days }) }),
  };
}

const isLength = (text: string): text is keyof typeof lengths => Object.hasOwn(lengths, text);
