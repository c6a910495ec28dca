import { loadSplit } from '../../../../usecases/conservation/index.ts';
import { readingUnit } from '../../../../usecases/usage/index.ts';
import { AmountBars } from '../../../components/amount-bars.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { water } from '../../alerts/index.ts';

/** The last twelve months, indoors and outside, as far as one meter for both can tell. */
export async function indoorOutdoorPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [split, unit] = await Promise.all([
    loadSplit(deps.db, account, { utility: deps.utility, now }),
    readingUnit(deps.db, account),
  ]);
  const share = split === undefined ? 0 : Math.round((100 * split.outdoor) / Math.max(1, split.indoor + split.outdoor));
  return page(
    c,
    { title: t('split.title') },
    <>
      <h1>{t('split.title')}</h1>
      {split === undefined ? (
        <p class="usa-intro">{t('split.none')}</p>
      ) : (
        <>
          <p class="usa-intro">{t('split.share', { share, months: split.months.length })}</p>
          <AmountBars
            bars={[
              { label: t('split.outdoor'), text: water(c, split.outdoor, unit), amount: split.outdoor, own: true },
              { label: t('split.indoor'), text: water(c, split.indoor, unit), amount: split.indoor },
            ]}
          />
          <p>
            <a href={paths.advice(number)}>{t('split.advice')}</a>
          </p>
          <Table
            caption={t('split.months')}
            empty={t('split.none')}
            rows={split.months}
            columns={[
              { heading: t('goal.month'), cell: ({ month }) => t.month(month) },
              { heading: t('split.outdoor'), numeric: true, cell: (one) => water(c, one.outdoor, unit) },
              { heading: t('split.indoor'), numeric: true, cell: (one) => water(c, one.indoor, unit) },
            ]}
          />
          <h2>{t('split.how')}</h2>
          <p>
            {t('split.how-body', {
              water: water(c, split.indoorADay, unit),
              from: water(c, split.indoorFrom, unit),
              to: water(c, split.indoorTo, unit),
              days: split.winterDays,
            })}
          </p>
          <p class="c-note">{t('split.unsure')}</p>
        </>
      )}
    </>,
  );
}
