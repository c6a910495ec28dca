import type { ListAsked } from '../../../../domain/kernel/index.ts';
import { pageAtRisk, type RowAtRisk } from '../../../../usecases/transition/index.ts';
import { page } from '../../../components/layout.tsx';
import type { Filter } from '../../../components/list/filters.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, partShown } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { may, policyOf } from '../../request.ts';
import { filterOf, stages } from './filter.ts';

/** Who to call: the bills that will not pay themselves, soonest due and largest first (T4). */
export async function atRiskPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const find = (asked: ListAsked) => pageAtRisk(deps.db, { now, policy: policyOf(c) }, { ...filterOf(c), ...asked });
  const columns = columnsOf(c);
  const part = await partShown({ c, columns, find });
  return page(
    c,
    { title: t('console.at-risk.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.at-risk.title')}</h1>
      <p class="usa-intro">{t('console.at-risk.intro')}</p>
      <p>
        <strong>{t('console.at-risk.total', { count: part.accounts, owed: t.money(part.owed) })}</strong>
      </p>
      <LongList
        c={c}
        path={paths.console.atRisk}
        file={paths.console.atRiskCsv}
        caption={t('console.at-risk.title')}
        isCaptionHidden
        empty={t('console.at-risk.none')}
        find={find}
        part={part}
        columns={columns}
        filters={filtersOf(c)}
      />
    </>,
  );
}

function filtersOf(c: PageContext): readonly Filter[] {
  const { t } = c.var;
  return [
    {
      name: 'stage',
      label: t('console.filter.stage'),
      options: stages.map((stage) => [stage, t(`console.stage.${stage}`)]),
    },
    {
      name: 'language',
      label: t('console.filter.language'),
      options: c.var.deps.utility.languages.map((one) => [one, t.languageName(one)] as const),
    },
    {
      name: 'contacted',
      label: t('console.filter.contacted'),
      options: (['no', 'yes'] as const).map((one) => [one, t(`console.contacted.${one}`)]),
    },
  ];
}

function columnsOf(c: PageContext): readonly ListColumn<RowAtRisk>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.account'),
      key: 'account',
      value: (one) => one.account,
      cell: ({ account, name }) => <AccountCell account={account} name={name} />,
    },
    ...(may(c, 'phone-payment.take') || may(c, 'outreach.record')
      ? [{ heading: t('console.actions'), cell: (one: RowAtRisk) => <Actions c={c} one={one} /> }]
      : []),
    {
      heading: t('console.due-on'),
      key: 'due',
      value: (one) => one.dueOn.toString(),
      cell: (one) => t.listDate(one.dueOn),
    },
    {
      heading: t('console.owed'),
      key: 'owed',
      value: (one) => one.owed / 100,
      cell: (one) => t.money(one.owed),
      numeric: true,
    },
    {
      heading: t('console.filter.stage'),
      key: 'stage',
      value: (one) => one.stage,
      cell: (one) => <Stage c={c} one={one} />,
    },
    {
      heading: t('console.phone'),
      key: 'phone',
      value: (one) => one.phone,
      cell: ({ phone, language }) => (
        <>
          {phone === undefined ? '—' : <span class="c-whole">{phone}</span>}
          <br />
          {t.languageName(language)}
        </>
      ),
    },
    {
      heading: t('console.filter.language'),
      key: 'language',
      value: (one) => one.language,
      cell: (one) => t.languageName(one.language),
      isOnlyInFile: true,
    },
    {
      heading: t('console.outreach.last'),
      key: 'last_contact',
      value: (one) => one.lastOutreachAt?.toString(),
      cell: (one) =>
        one.lastOutreachAt === undefined
          ? t('console.contacted.no')
          : t('console.outreach.times', { count: one.outreach, moment: t.stamp(one.lastOutreachAt) }),
    },
  ];
}

function Stage({ c, one }: { c: PageContext; one: RowAtRisk }) {
  const { t } = c.var;
  const tone = { 'can-register': 'c-tag', 'pay-by-hand': 'c-tag c-tag--warn', overdue: 'c-tag c-tag--bad' }[one.stage];
  return (
    <>
      <span class={tone}>{t(`console.stage.${one.stage}`)}</span>
      {one.because !== 'lapsed' && (
        <>
          <br />
          {t(`console.because.${one.because}`)}
        </>
      )}
      {one.stage === 'can-register' && (
        <>
          <br />
          {t('console.at-risk.register-by', { moment: t.deadline(one.registerBy) })}
        </>
      )}
    </>
  );
}

function Actions({ c, one }: { c: PageContext; one: RowAtRisk }) {
  const { t } = c.var;
  const number = one.account;
  return (
    <>
      {may(c, 'phone-payment.take') && (
        <a href={paths.console.phonePayment(number)}>{t('console.phone-payment.take')}</a>
      )}
      {may(c, 'outreach.record') && (
        <>
          <br />
          <a href={paths.console.reminder(number)}>{t('console.reminder.send')}</a>
        </>
      )}
    </>
  );
}
