import { leakCauses } from '../../../../domain/alerts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type AccountAlert, resolveAlert } from '../../../../usecases/alerts/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { alertOf } from '../alert-of.ts';
import { uploadedFile } from '../uploaded-file.ts';
import { notALeak, type ResolutionForm, readResolution } from './schema.ts';

/** “I fixed it”, or “it is no leak”: what, when, and the receipt if there is one. */
export async function resolutionPage(c: PageContext): Promise<Response> {
  const alert = await alertOf(c);
  if (alert === undefined) return c.var.refuse('not-found');
  const today = todayOf(c.var.deps.utility, c.var.now).toString();
  return resolutionView(c, alert, { form: { cause: c.req.query('cause') ?? '', on: today, note: '' }, problems: [] });
}

function resolutionView(
  c: PageContext,
  alert: AccountAlert,
  { form, problems }: { form: ResolutionForm; problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  const id = String(alert.id);
  const title = t(alert.kind === 'hose' ? 'alerts.resolve-hose' : 'alerts.resolve');
  return page(
    c,
    {
      title,
      status: problems.length > 0 ? 422 : 200,
      back: { href: paths.alert(number, id), text: t(`alerts.kind.${alert.kind}`) },
    },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t(alert.kind === 'hose' ? 'alerts.resolve-hose-intro' : 'alerts.resolve-intro')}</p>
      <Form c={c} action={paths.alertResolution(number, id)} encoding="files">
        <Choices
          c={c}
          name="cause"
          legend={t(alert.kind === 'hose' ? 'alerts.resolve-hose-what' : 'alerts.resolve-what')}
          value={form.cause}
          problems={problems}
          choices={[
            ...leakCauses.map((cause) => ({ value: cause, label: t(`alerts.cause.${cause}`) })),
            { value: notALeak, label: t('alerts.resolve-expected'), hint: t('alerts.resolve-expected-hint') },
          ]}
        />
        <Field
          c={c}
          name="on"
          type="date"
          label={t('alerts.resolve-on')}
          value={form.on}
          problems={problems}
          autocomplete="off"
          size="medium"
        />
        <Field
          c={c}
          name="note"
          label={t('alerts.resolve-note')}
          value={form.note}
          problems={problems}
          autocomplete="off"
          optional
        />
        <Field
          c={c}
          name="receipt"
          type="file"
          label={t('alerts.receipt')}
          hint={t('alerts.receipt-hint')}
          problems={problems}
          autocomplete="off"
          optional
        />
        <Button text={t('alerts.resolve-send')} />
      </Form>
    </>,
  );
}

export async function postResolution(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const alert = await alertOf(c);
  if (alert === undefined) return c.var.refuse('not-found');
  const zone = deps.utility.time_zone;
  const form = readForm(c, ['cause', 'on', 'note']);
  const typed = readResolution(form, {
    first: alert.began.toZonedDateTimeISO(zone).toPlainDate(),
    today: todayOf(deps.utility, now),
  });
  if (!typed.ok) return resolutionView(c, alert, { form, problems: typed.problem });
  const receipt = await uploadedFile(c, 'receipt');
  const said = { ...typed.value, receipt };
  const kept = await resolveAlert(deps.db, account, { alert, said, zone, visit: visitOf(c) });
  if (!kept.ok) return resolutionView(c, alert, { form, problems: [kept.problem] });
  const number = account.number;
  return c.redirect(`${paths.alert(number, String(alert.id))}?news=resolved`, 303);
}
