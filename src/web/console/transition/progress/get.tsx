import { isBefore } from '../../../../domain/kernel/index.ts';
import { cutOverDate } from '../../../../domain/transition/index.ts';
import { type TransitionStatus, transitionStatus } from '../../../../usecases/transition/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, policyOf } from '../../request.ts';
import { Shares } from '../shares.tsx';
import { MoneyChart } from './money-chart.tsx';

/** The cockpit of the move (S9). */
export async function transitionPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const policy = policyOf(c);
  const status = await transitionStatus(deps.db, { now, policy });
  const before = isBefore(now, policy.cutOver);
  return page(
    c,
    { title: t('console.transition.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.transition.title')}</h1>
      <p class="usa-intro">
        {before
          ? t('console.transition.opens', { moment: t.moment(policy.cutOver) })
          : t('console.transition.opened', { date: t.date(cutOverDate(policy)) })}
      </p>
      {status.latestImport === undefined && (
        <Alert kind="warning" heading={t('console.transition.no-roster')}>
          {may(c, 'roster.import') && <a href={paths.console.rosterImports}>{t('console.roster.title')}</a>}
        </Alert>
      )}
      <Shares c={c} shares={status} />
      <div class="c-actions">
        <a class="usa-button" href={paths.console.atRisk}>
          {t('console.at-risk.title')}
        </a>
        {may(c, 'roster.import') && (
          <a class="usa-button usa-button--outline" href={paths.console.rosterImports}>
            {t('console.roster.title')}
          </a>
        )}
      </div>
      <h2>{t('console.transition.by-due-date')}</h2>
      <MoneyChart c={c} days={status.byDueDate} />
      <ByDueDate c={c} status={status} />
      <h2 id="outreach">{t('console.outreach.title')}</h2>
      <ByChannel c={c} status={status} />
      <h2>{t('console.transition.by-day')}</h2>
      <ByDay c={c} status={status} />
    </>,
  );
}

interface StatusProps {
  c: PageContext;
  status: TransitionStatus;
}

function ByDueDate({ c, status }: StatusProps) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.transition.by-due-date')}
      isCaptionHidden
      empty={t('console.at-risk.none')}
      rows={status.byDueDate}
      columns={[
        { heading: t('console.due-on'), cell: (day) => t.listDate(day.dueOn) },
        { heading: t('console.accounts'), cell: (day) => t.number(day.accounts), numeric: true },
        { heading: t('console.owed'), cell: (day) => t.money(day.owed), numeric: true },
      ]}
    />
  );
}

function ByChannel({ c, status }: StatusProps) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.outreach.by-channel')}
      empty={t('console.outreach.none')}
      rows={status.outreach}
      columns={[
        { heading: t('console.channel'), cell: (row) => t.maybe(`console.channel.${row.channel}`) },
        { heading: t('console.outreach.contacts'), cell: (row) => t.number(row.contacts), numeric: true },
        { heading: t('console.accounts'), cell: (row) => t.number(row.accounts), numeric: true },
      ]}
    />
  );
}

function ByDay({ c, status }: StatusProps) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.transition.by-day')}
      isCaptionHidden
      empty={t('console.transition.no-days')}
      rows={status.days}
      columns={[
        { heading: t('console.date'), cell: (day) => t.listDate(day.on) },
        { heading: t('console.transition.day-registered'), cell: (day) => t.number(day.registered), numeric: true },
        { heading: t('console.autopay'), cell: (day) => t.number(day.autopay), numeric: true },
        { heading: t('console.ebill'), cell: (day) => t.number(day.ebill), numeric: true },
        { heading: t('console.outreach.contacts'), cell: (day) => t.number(day.outreach), numeric: true },
      ]}
    />
  );
}
