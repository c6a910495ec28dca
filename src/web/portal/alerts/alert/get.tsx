import { isLeak, isOpen, isSmallLeak, lossOf, type ReadingUnit, runsOf } from '../../../../domain/alerts/index.ts';
import { creditStanding } from '../../../../domain/credits/index.ts';
import { isBefore } from '../../../../domain/kernel/index.ts';
import {
  type AccountAlert,
  type AlertThread,
  alertChoices,
  alertThread,
  costsOfAlerts,
  snoozeDays,
} from '../../../../usecases/alerts/index.ts';
import { creditOfAlert } from '../../../../usecases/credits/index.ts';
import { placesOfMeters } from '../../../../usecases/usage/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { alertStanding } from '../../../components/alert-standing.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { LeakRuns } from '../../../components/leak-runs.tsx';
import { Select } from '../../../components/select.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import { placeName } from '../../../components/use/place-choice.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { alertOf } from '../alert-of.ts';
import { tagOf } from '../alerts/get.tsx';
import { water } from '../water.ts';
import { Thread } from './thread.tsx';

const news = ['resolved', 'snoozed'] as const;

/** One alert: what runs, what it took so far, what to do, and everything that happened with it. */
export async function alertPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [alert, costOf, { unit }] = await Promise.all([
    alertOf(c),
    costsOfAlerts(deps.db, account.accountId),
    alertChoices(deps.db, account),
  ]);
  if (alert === undefined) return c.var.refuse('not-found');
  const [thread, credit, places] = await Promise.all([
    alertThread(deps.db, account, alert),
    creditOfAlert(deps.db, alert),
    placesOfMeters(deps.db, account.accountId, [alert.meterId]),
  ]);
  const cost = costOf(alert);
  const place = places.get(alert.meterId);
  const said = news.find((one) => one === c.req.query('news'));
  const counts = alert.kind !== 'no-flow';
  const isHose = alert.kind === 'hose';
  const runs = runsOf(alert);
  const comesAndGoes = isLeak(alert.kind) && runs.length > 1;
  return page(
    c,
    { title: t(`alerts.kind.${alert.kind}`) },
    <>
      <h1>{t(`alerts.kind.${alert.kind}`)}</h1>
      {said !== undefined && (
        <Alert kind="success" live>
          {t(`alerts.news.${said}`)}
        </Alert>
      )}
      <p>
        <span class={tagOf(alert.standing)}>{alertStanding(t, alert)}</span>
      </p>
      <p class="usa-intro">{says(c, alert, unit)}</p>
      {comesAndGoes && <p>{t('alerts.comes-and-goes', { times: runs.length })}</p>}
      {account.rights.includes('alerts') && <WhatToDo c={c} alert={alert} number={number} />}
      <SummaryList
        rows={[
          ...(place === undefined ? [] : [{ term: t('alerts.place'), value: placeName(c, place), strong: true }]),
          { term: t('alerts.began'), value: t.moment(alert.began) },
          { term: t('alerts.last-seen'), value: t.moment(alert.lastSeen) },
          ...(counts
            ? [
                isHose
                  ? { term: t('alerts.an-hour'), value: water(c, alert.gallonsAnHour, unit) }
                  : { term: t('alerts.a-day'), value: water(c, alert.gallonsAnHour * 24, unit) },
                {
                  term: t(isHose ? 'alerts.ran-so-far' : 'alerts.lost-so-far'),
                  value: water(c, lossOf(alert), unit),
                  strong: true,
                },
                ...(cost === undefined
                  ? []
                  : [{ term: t('alerts.cost'), value: t('alerts.cost-about', { cost: t.money(cost) }) }]),
              ]
            : []),
          { term: t('alerts.reads-through'), value: t.moment(alert.readsThrough) },
        ]}
      />
      {account.rights.includes('alerts') && <Snooze c={c} alert={alert} thread={thread} number={number} />}
      {counts && !isHose && (
        <>
          <h2>{t('leak-credits.title')}</h2>
          <p>
            {t(credit === undefined ? 'leak-credits.say' : `leak-credits.standing.${creditStanding(credit)}`)}{' '}
            <a href={paths.leakCredit(number, String(alert.id))}>{t('leak-credits.see')}</a>
          </p>
        </>
      )}
      <h2>{t('alerts.thread')}</h2>
      <Thread c={c} alert={alert} thread={thread} number={number} />
      {comesAndGoes && <LeakRuns t={t} runs={runs} show={(gallons) => water(c, gallons, unit)} />}
      {counts && (
        <Table
          caption={t(isHose ? 'alerts.ran-by-day' : 'alerts.by-day')}
          empty={t('alerts.none')}
          rows={alert.days}
          columns={[
            { heading: t('alerts.day'), cell: ({ day }) => t.date(day) },
            {
              heading: t(isHose ? 'alerts.ran' : 'alerts.lost'),
              numeric: true,
              cell: ({ gallons }) => water(c, gallons, unit),
            },
          ]}
        />
      )}
    </>,
  );
}

/** Where it stands, in the words of its kind where those of a leak do not fit. */
function says(c: PageContext, alert: AccountAlert, unit: ReadingUnit): string {
  const { t } = c.var;
  const { kind, standing, gallonsAnHour } = alert;
  if (standing === 'running' && isSmallLeak(alert)) {
    // Of large units an hour of it would be nothing.
    const per = unit === 'gal' || unit === 'l' ? 'hour' : 'day';
    const amount = water(c, per === 'hour' ? gallonsAnHour : gallonsAnHour * 24, unit);
    return t('alerts.says.small-running', { amount, per });
  }
  if (isLeak(kind) || standing === 'expected') return t(`alerts.says.${standing}`);
  if (kind === 'hose') return t(`alerts.says.hose-${standing}`);
  if (standing !== 'running' && standing !== 'stopped') return t(`alerts.says.${standing}`);
  return t(`alerts.says.${kind}-${standing}`);
}

function WhatToDo({ c, alert, number }: { c: PageContext; alert: AccountAlert; number: string }) {
  const { t, deps } = c.var;
  const isHose = alert.kind === 'hose';
  if (!isOpen(alert.standing) && (isHose || alert.standing !== 'stopped')) return null;
  const id = String(alert.id);
  return (
    <>
      {alert.kind === 'burst' && isOpen(alert.standing) && (
        <Alert kind="error">{t('alerts.burst-do', { phone: deps.utility.contact.after_hours_phone })}</Alert>
      )}
      {isHose && <p>{t('alerts.hose-do')}</p>}
      <p class="c-actions">
        {alert.kind !== 'no-flow' && (
          <a class="usa-button" href={paths.alertSearch(number, id)}>
            {t(isHose ? 'alerts.search.start-hose' : 'alerts.search.start')}
          </a>
        )}
        <a class="usa-button usa-button--outline" href={paths.alertResolution(number, id)}>
          {t(isHose ? 'alerts.resolve-hose' : 'alerts.resolve')}
        </a>
      </p>
    </>
  );
}

/** No reminders of what somebody knows of already. */
function Snooze(props: { c: PageContext; alert: AccountAlert; thread: AlertThread; number: string }) {
  const { c, alert, thread, number } = props;
  const { t, now } = c.var;
  const id = String(alert.id);
  if (!isOpen(alert.standing)) return null;
  return thread.snoozedUntil !== undefined && isBefore(now, thread.snoozedUntil) ? (
    <p>{t('alerts.snoozed-until', { moment: t.moment(thread.snoozedUntil) })}</p>
  ) : (
    <Form c={c} action={paths.alertSnooze(number, id)} class="c-inline">
      <Select
        c={c}
        name="days"
        label={t('alerts.snooze')}
        value="7"
        options={snoozeDays.map((days) => ({ value: String(days), text: t('alerts.snooze-days', { days }) }))}
      />
      <Button text={t('alerts.snooze-do')} kind="outline" />
    </Form>
  );
}
