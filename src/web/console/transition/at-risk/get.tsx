import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { sumCents } from '../../../../domain/kernel/index.ts';
import { type AtRiskAccount, listAtRisk } from '../../../../usecases/transition/index.ts';
import { page } from '../../../components/layout.tsx';
import { Pagination } from '../../../components/pagination.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, pageNumber, policyOf, sameQuery } from '../../request.ts';
import { filterOf, stages } from './filter.ts';

const pageSize = 50;

/** Who to call: the bills that will not pay themselves, soonest due and largest first (T4). */
export async function atRiskPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const all = await listAtRisk(deps.db, { now, policy: policyOf(c) }, filterOf(c));
  const number = pageNumber(c);
  return page(
    c,
    { title: t('console.at-risk.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.at-risk.title')}</h1>
      <p class="usa-intro">{t('console.at-risk.intro')}</p>
      <Filters c={c} />
      <p>
        <strong>
          {t('console.at-risk.total', { count: all.length, owed: t.money(sumCents(all.map((one) => one.owed))) })}
        </strong>{' '}
        <a href={sameQuery(c, paths.console.atRiskCsv, { page: '' })}>{t('console.download-csv')}</a>
      </p>
      <AtRiskTable c={c} rows={all.slice((number - 1) * pageSize, number * pageSize)} />
      <Pagination
        c={c}
        page={number}
        pages={Math.ceil(all.length / pageSize)}
        hrefOf={(to) => sameQuery(c, paths.console.atRisk, { page: `${to}` })}
      />
    </>,
  );
}

function Filters({ c }: { c: PageContext }) {
  const { t } = c.var;
  const choices = [
    ['stage', stages.map((stage) => [stage, t(`console.stage.${stage}`)] as const)],
    [
      'language',
      [
        ['es', t('console.language.es')],
        ['en', t('console.language.en')],
      ] as const,
    ],
    [
      'contacted',
      [
        ['no', t('console.contacted.no')],
        ['yes', t('console.contacted.yes')],
      ] as const,
    ],
  ] as const;
  return (
    <form class="c-actions" method="get" action={paths.console.atRisk}>
      {choices.map(([name, options]) => (
        <div>
          <label class="usa-label" for={name}>
            {t(`console.filter.${name}`)}
          </label>
          <select class="usa-select" id={name} name={name}>
            <option value="">{t('console.filter.all')}</option>
            {options.map(([value, text]) => (
              <option value={value} selected={c.req.query(name) === value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="usa-button usa-button--outline" type="submit">
        {t('console.filter.apply')}
      </button>
    </form>
  );
}

function AtRiskTable({ c, rows }: { c: PageContext; rows: readonly AtRiskAccount[] }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.at-risk.title')}
      empty={t('console.at-risk.none')}
      rows={rows}
      columns={[
        {
          heading: t('console.account'),
          cell: (one) => {
            const number = formatAccountNumber(one.account);
            return (
              <>
                <a href={paths.console.account(number)}>{number}</a>
                <br />
                {one.name}
              </>
            );
          },
        },
        { heading: t('console.due-on'), cell: (one) => t.shortDate(one.dueOn) },
        { heading: t('console.owed'), cell: (one) => t.money(one.owed), numeric: true },
        { heading: t('console.filter.stage'), cell: (one) => <Stage c={c} one={one} /> },
        { heading: t('console.phone'), cell: (one) => one.phone ?? '—' },
        { heading: t('console.filter.language'), cell: (one) => t(`console.language.${one.language}`) },
        {
          heading: t('console.outreach.last'),
          cell: (one) =>
            one.lastOutreachAt === undefined
              ? t('console.contacted.no')
              : t('console.outreach.times', { count: one.outreach, moment: t.moment(one.lastOutreachAt) }),
        },
        { heading: t('console.actions'), cell: (one) => <Actions c={c} one={one} /> },
      ]}
    />
  );
}

function Stage({ c, one }: { c: PageContext; one: AtRiskAccount }) {
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
          {t('console.at-risk.register-by', { moment: t.moment(one.registerBy) })}
        </>
      )}
    </>
  );
}

function Actions({ c, one }: { c: PageContext; one: AtRiskAccount }) {
  const { t } = c.var;
  const number = formatAccountNumber(one.account);
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
