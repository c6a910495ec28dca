import { raw } from 'hono/html';
import { isStep, type SearchPage } from '../../../../domain/alerts/index.ts';
import { answerSearch, searchWay } from '../../../../usecases/alerts/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { alertOf } from '../alert-of.ts';

/** The guided search: one question a page, each answer leading to the next, until it says what leaks. */
export async function searchPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const number = accountOf(c).number;
  const alert = await alertOf(c);
  if (alert === undefined) return c.var.refuse('not-found');
  const search = deps.leakSearch(t.language);
  const way = await searchWay(deps.db, alert, search);
  const asked = search.page(c.req.query('step') ?? '');
  // A question answered before may be asked again; an outcome is come to by answers only.
  const shown = asked !== undefined && isStep(asked) ? asked : way.at;
  const id = String(alert.id);
  return page(
    c,
    { title: shown.title, back: { href: paths.alert(number, id), text: t(`alerts.kind.${alert.kind}`) } },
    <>
      <p class="usa-hint">
        {isStep(shown) ? t('alerts.search.step', { step: stepOf(way.answered, shown) }) : t('alerts.search.found')}
      </p>
      <h1>{shown.title}</h1>
      <div class="usa-prose">{raw(shown.html)}</div>
      {isStep(shown) ? (
        <Form c={c} action={paths.alertSearch(number, id)}>
          <input type="hidden" name="step" value={shown.name} />
          <p class="c-actions">
            <Button text={t('alerts.search.yes')} name="answer" value="yes" />
            <Button text={t('alerts.search.no')} kind="outline" name="answer" value="no" />
          </p>
        </Form>
      ) : (
        <p class="c-actions">
          <a
            class="usa-button"
            href={`${paths.alertResolution(number, id)}?${new URLSearchParams({ cause: shown.cause })}`}
          >
            {t('alerts.search.fixed')}
          </a>
          <a class="usa-button usa-button--outline" href={paths.alert(number, id)}>
            {t('alerts.search.later')}
          </a>
        </p>
      )}
      {way.answered.length > 0 && (
        <>
          <h2>{t('alerts.search.answers')}</h2>
          <ol class="usa-list">
            {way.answered.map(({ step, answer }) => (
              <li>
                {step.title} <strong>{t(`alerts.search.${answer}`)}</strong>{' '}
                <a href={`${paths.alertSearch(number, id)}?${new URLSearchParams({ step: step.name })}`}>
                  {t('alerts.search.change')}
                  <span class="usa-sr-only"> {step.title}</span>
                </a>
              </li>
            ))}
          </ol>
        </>
      )}
    </>,
  );
}

const stepOf = (answered: readonly { readonly step: SearchPage }[], shown: SearchPage): number => {
  const index = answered.findIndex(({ step }) => step.name === shown.name);
  return (index === -1 ? answered.length : index) + 1;
};

export async function postSearch(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const alert = await alertOf(c);
  if (alert === undefined) return c.var.refuse('not-found');
  const { step, answer } = readForm(c, ['step', 'answer']);
  const asked = deps.leakSearch(t.language).page(step);
  if (asked === undefined || !isStep(asked) || (answer !== 'yes' && answer !== 'no')) return c.var.refuse('not-found');
  await answerSearch(deps.db, account, { alert, step, answer, now });
  return c.redirect(paths.alertSearch(account.number, String(alert.id)), 303);
}
