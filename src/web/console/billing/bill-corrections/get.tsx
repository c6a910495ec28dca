import { type BillCorrection, listCorrections } from '../../../../usecases/billing/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';
import { differenceText, periodText } from '../correction-words.ts';

const pageSize = 50;

/** Bills whose hours say something else now: what waits, the largest amount first; and below, what became of the others. */
export async function billCorrectionsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const waiting = await listCorrections(deps.db, { waits: true, limit: pageSize + 1, offset });
  const others = await listCorrections(deps.db, { waits: false, limit: 20, offset: 0 });
  const { gallons, amount } = deps.utility.vee.carryUpTo;
  const title = t('console.corrections.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.corrections.intro', { gallons, amount: t.money(amount) })}</p>
      <h2>{t('console.corrections.waiting')}</h2>
      <Corrections
        c={c}
        rows={waiting.slice(0, pageSize)}
        caption={t('console.corrections.waiting')}
        empty={t('console.corrections.none')}
      />
      <NextPage c={c} path={paths.console.billCorrections} more={waiting.length > pageSize} />
      <h2>{t('console.corrections.others')}</h2>
      <Corrections
        c={c}
        hasStates
        rows={others}
        caption={t('console.corrections.others')}
        empty={t('console.corrections.none-others')}
      />
    </>,
  );
}

function Corrections(props: {
  c: PageContext;
  rows: readonly BillCorrection[];
  caption: string;
  empty: string;
  hasStates?: boolean;
}) {
  const { c, rows, caption, empty, hasStates = false } = props;
  const { t } = c.var;
  return (
    <Table
      caption={caption}
      empty={empty}
      rows={rows}
      columns={[
        {
          heading: t('console.corrections.bill'),
          cell: (one) => <a href={paths.console.billCorrection(`${one.billId}`)}>{one.number}</a>,
        },
        { heading: t('console.corrections.difference'), cell: (one) => differenceText(t, one.difference) },
        {
          heading: t('console.account'),
          cell: (one) => (
            <>
              <a href={paths.console.account(one.account)}>{one.account}</a>
              <br />
              {one.customerName}
            </>
          ),
        },
        { heading: t('console.corrections.period'), cell: (one) => periodText(t, one) },
        { heading: t('console.corrections.billed'), numeric: true, cell: (one) => t.number(one.billedGallons) },
        {
          heading: t('console.corrections.now'),
          numeric: true,
          cell: (one) => t.number(one.billedGallons + one.difference.gallons),
        },
        ...(hasStates
          ? [
              {
                heading: t('console.state'),
                cell: (one: BillCorrection) => t(`console.corrections.state.${one.state}`),
              },
            ]
          : []),
      ]}
    />
  );
}
