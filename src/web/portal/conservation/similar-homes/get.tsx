import { gallonsOf, type ReadingUnit } from '../../../../domain/alerts/index.ts';
import type { Comparison } from '../../../../domain/conservation/index.ts';
import { type HomeCompared, loadComparison } from '../../../../usecases/conservation/index.ts';
import { readingUnit } from '../../../../usecases/usage/index.ts';
import { AmountBars } from '../../../components/amount-bars.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { water } from '../../alerts/index.ts';
import { alikeText } from './words.ts';

type Compared = Extract<Comparison, { readonly kind: 'compared' }>;

/** The home among those like it: what they use, whom it is compared with, and how to correct that. */
export async function similarHomesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [found, unit] = await Promise.all([
    loadComparison(deps.db, account, deps.utility),
    readingUnit(deps.db, account),
  ]);
  return page(
    c,
    { title: t('similar.title') },
    <>
      <h1>{t('similar.title')}</h1>
      {found === undefined ? (
        <p class="usa-intro">{t('similar.none-yet')}</p>
      ) : found.comparison.kind === 'none' ? (
        <>
          <p class="usa-intro">
            {t(`similar.none.${found.comparison.why}`, { month: t.month(found.month), min: found.rule.minHomes })}
          </p>
          <p>
            <a href={paths.household(number)}>{t('similar.tell')}</a>
          </p>
        </>
      ) : (
        <Standing c={c} found={found} comparison={found.comparison} unit={unit} number={number} />
      )}
      <h2>{t('similar.private')}</h2>
      <p>{t('similar.private-how', { min: deps.utility.similar_homes.least_homes })}</p>
      {deps.utility.similar_homes.sample && <p class="c-note">{t('similar.sample')}</p>}
    </>,
  );
}

function Standing({
  c,
  found: { month, rule },
  comparison,
  unit,
  number,
}: {
  c: PageContext;
  found: HomeCompared;
  comparison: Compared;
  unit: ReadingUnit;
  number: string;
}) {
  const { t } = c.var;
  const { cohort, gallonsADay, standing, alike, unsaid, widened } = comparison;
  const aDay = (gallons: number) => t('similar.a-day', { water: water(c, gallons, unit) });
  const less = gallonsADay - cohort.typicalGallons;
  const step = gallonsOf('1', unit);
  return (
    <>
      <p class="usa-intro">{t(`similar.standing.${standing}`, { month: t.month(month) })}</p>
      <AmountBars
        bars={[
          {
            label: t('similar.efficient', { percent: rule.efficientPercent }),
            text: aDay(cohort.efficientGallons),
            amount: cohort.efficientGallons,
          },
          { label: t('similar.yours'), text: aDay(gallonsADay), amount: gallonsADay, own: true },
          { label: t('similar.typical'), text: aDay(cohort.typicalGallons), amount: cohort.typicalGallons },
        ]}
      />
      {standing === 'more' && less > step / 100 && (
        <p>
          {t('similar.difference', { water: water(c, less, unit) })}{' '}
          <a href={paths.advice(number)}>{t('advice.title')}</a>
        </p>
      )}
      <h2>{t('similar.with-whom')}</h2>
      <p>{t('similar.homes', { homes: t.number(cohort.homes), month: t.month(month) })}</p>
      <ul class="usa-list">
        {alike.map((trait) => (
          <li>{alikeText(t, trait, { name: cohort.name })}</li>
        ))}
      </ul>
      {unsaid.length > 0 && (
        <p>{t('similar.unsaid', { what: t.list(unsaid.map((trait) => t(`similar.trait.${trait}`))) })}</p>
      )}
      {widened.length > 0 && (
        <p>
          {t('similar.widened', {
            what: t.list(widened.map((trait) => t(`similar.trait.${trait}`))),
            min: rule.minHomes,
          })}
        </p>
      )}
      <p>
        <a class="usa-button usa-button--outline" href={paths.household(number)}>
          {t('similar.correct')}
        </a>
      </p>
      <p class="c-note">{t('similar.correct-when')}</p>
    </>
  );
}
