import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { alertChoices, loadVacations } from '../../../../usecases/alerts/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { unwatchedText } from '../unwatched.ts';
import { emptyVacation, formOfVacation, type VacationForm } from './schema.ts';
import { hasBegun, VacationTable } from './table.tsx';

const news = ['told', 'ended'] as const;

interface Refusal {
  readonly form: VacationForm;
  readonly problems: readonly Problem[];
}

/** When nobody is home: what was told, and the form to tell it. */
export async function vacationsPage(c: PageContext, refusal?: Refusal): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const today = todayOf(deps.utility, now);
  const [vacations, { kinds }, unwatched] = await Promise.all([
    loadVacations(deps.db, account, today),
    alertChoices(deps.db, account),
    unwatchedText(c),
  ]);
  const said = news.find((one) => one === c.req.query('news'));
  return page(
    c,
    { title: t('vacations.title'), status: refusal === undefined ? 200 : 422 },
    <>
      <ErrorSummary c={c} problems={refusal?.problems ?? []} />
      <h1>{t('vacations.title')}</h1>
      {said !== undefined && (
        <Alert kind="success" live>
          {t(`vacations.news.${said}`)}
        </Alert>
      )}
      <p class="usa-intro">{unwatched ?? t('vacations.intro')}</p>
      {!kinds.includes('vacation') && (
        <Alert kind="warning">
          {t('vacations.not-told')} <a href={paths.alertSettings(number)}>{t('vacations.not-told-link')}</a>
        </Alert>
      )}
      <VacationTable c={c} vacations={vacations} number={number} today={today} />
      <h2>{t('vacations.tell')}</h2>
      <VacationFields c={c} action={paths.vacations(number)} {...(refusal ?? { form: emptyVacation, problems: [] })} />
      <p>{t('vacations.private')}</p>
    </>,
  );
}

/** One of them, to be changed. */
export async function changeVacationPage(c: PageContext, refusal?: Refusal): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const id = c.req.param('vacation') ?? '';
  const today = todayOf(deps.utility, now);
  const vacations = await loadVacations(deps.db, account, today);
  const vacation = vacations.find((one) => String(one.id) === id);
  if (vacation === undefined) return c.var.refuse('not-found');
  const { form, problems } = refusal ?? { form: formOfVacation(vacation), problems: [] };
  return page(
    c,
    {
      title: t('vacations.change-title'),
      status: problems.length > 0 ? 422 : 200,
      back: { href: paths.vacations(number), text: t('vacations.title') },
    },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('vacations.change-title')}</h1>
      <VacationFields c={c} action={paths.vacation(number, id)} form={form} problems={problems} />
      <h2>{t('vacations.end')}</h2>
      <Form c={c} action={paths.vacationEnd(number, id)}>
        <Button text={t(hasBegun(vacation, today) ? 'vacations.back-today' : 'vacations.cancel')} kind="outline" />
      </Form>
    </>,
  );
}

function VacationFields({ c, action, form, problems }: Refusal & { readonly c: PageContext; readonly action: string }) {
  const { t } = c.var;
  const date = { c, type: 'date', problems, autocomplete: 'off', size: 'medium' } as const;
  return (
    <Form c={c} action={action}>
      <Field {...date} name="from" label={t('vacations.from')} value={form.from} />
      <Field {...date} name="until" label={t('vacations.until')} value={form.until} />
      <Checkbox c={c} name="irrigation" label={t('vacations.irrigation')} checked={form.irrigation === 'yes'} />
      <Button text={t('vacations.save')} />
    </Form>
  );
}
