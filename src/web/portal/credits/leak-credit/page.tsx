import { creditStanding, mayAppealCredit, tooEarly } from '../../../../domain/credits/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import type { AccountAlert } from '../../../../usecases/alerts/index.ts';
import { appealCredit, askForCredit, calculateOffer, creditOfAlert } from '../../../../usecases/credits/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { AppealForm } from '../../../components/appeal-form.tsx';
import { AsideButton, FirstButton } from '../../../components/aside-button.tsx';
import { CreditAnswers } from '../../../components/credit-answers.tsx';
import { CreditSum } from '../../../components/credit-sum.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { alertOf } from '../../alerts/index.ts';

/** A credit for the leak: what the rule says and its sum, asking, the answer, and the appeal. */
export async function creditPage(c: PageContext): Promise<Response> {
  const alert = await alertOf(c);
  return alert === undefined ? c.var.refuse('not-found') : creditView(c, alert, { typed: '', problems: [] });
}

async function creditView(
  c: PageContext,
  alert: AccountAlert,
  { typed, problems }: { typed: string; problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const id = String(alert.id);
  const request = await creditOfAlert(deps.db, alert);
  const offer = request?.offer ?? (await calculateOffer(deps.db, alert, { utility: deps.utility, now }));
  const mayManage = account.rights.includes('manage');
  return page(
    c,
    {
      title: t('leak-credits.title'),
      width: 'wide',
      status: problems.length > 0 ? 422 : 200,
      back: { href: paths.alert(number, id), text: t(`alerts.kind.${alert.kind}`) },
    },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('leak-credits.title')}</h1>
      <p class="usa-intro">
        {request === undefined ? t('leak-credits.intro') : t(`leak-credits.standing.${creditStanding(request)}`)}
      </p>
      {request !== undefined && <CreditAnswers c={c} request={request} />}
      <h2>{t('leak-credits.sum')}</h2>
      <CreditSum c={c} offer={offer} />
      {mayManage && request === undefined && tooEarly(offer) === undefined && (
        <Form c={c} action={paths.leakCredit(number, id)}>
          <FirstButton />
          {offer.refusals.length > 0 && <p>{t('leak-credits.ask-anyway')}</p>}
          <Field
            c={c}
            name="note"
            label={t('leak-credits.note')}
            value={typed}
            problems={problems}
            autocomplete="off"
            optional
          />
          <p class="usa-hint">
            {t('leak-credits.evidence')}{' '}
            <AsideButton c={c} to={paths.alertResolution(number, id)}>
              {t('leak-credits.add-receipt')}
            </AsideButton>
          </p>
          <Button text={t('leak-credits.ask')} />
        </Form>
      )}
      {mayManage && request !== undefined && mayAppealCredit(request) && (
        <AppealForm c={c} action={paths.leakCreditAppeal(number, id)} typed={typed} problems={problems} />
      )}
    </>,
  );
}

export async function postCredit(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const account = accountOf(c);
  const alert = await alertOf(c);
  if (alert === undefined) return c.var.refuse('not-found');
  const note = readForm(c, ['note']).note.trim();
  const asked = await askForCredit(c.var.deps, account, {
    asked: { alert, note, language: t.language },
    visit: visitOf(c),
  });
  if (!asked.ok) return creditView(c, alert, { typed: note, problems: [asked.problem] });
  return c.redirect(paths.leakCredit(account.number, String(alert.id)), 303);
}

export async function postCreditAppeal(c: PageContext): Promise<Response> {
  const account = accountOf(c);
  const alert = await alertOf(c);
  if (alert === undefined) return c.var.refuse('not-found');
  const reason = readForm(c, ['reason']).reason.trim();
  const appealed = await appealCredit(c.var.deps, account, { appeal: { alert, reason }, visit: visitOf(c) });
  if (!appealed.ok) return creditView(c, alert, { typed: reason, problems: [appealed.problem] });
  return c.redirect(paths.leakCredit(account.number, String(alert.id)), 303);
}
