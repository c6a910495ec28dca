import { rebateStanding } from '../../../../domain/credits/index.ts';
import { inLanguage } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { openProgrammes, rebatesOf } from '../../../../usecases/credits/index.ts';
import { page } from '../../../components/layout.tsx';
import { programmeName } from '../../../components/rebate-thread.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The programmes that the utility pays for, and what this account asked for. */
export async function rebatesPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const { utility } = deps;
  const account = accountOf(c);
  const number = account.number;
  const [programmes, asked] = await Promise.all([
    openProgrammes(deps.db, account, { utility, now }),
    rebatesOf(deps.db, account),
  ]);
  return page(
    c,
    { title: t('rebates.title') },
    <>
      <h1>{t('rebates.title')}</h1>
      <p class="usa-intro">{programmes.length === 0 ? t('rebates.none') : t('rebates.intro')}</p>
      {asked.length > 0 && (
        <Table
          caption={t('rebates.yours')}
          empty=""
          rows={asked}
          columns={[
            {
              heading: t('rebates.what'),
              cell: (one) => <a href={paths.rebate(number, String(one.id))}>{programmeName(c, one.programme)}</a>,
            },
            { heading: t('console.date'), cell: ({ askedAt }) => t.date(todayOf(utility, askedAt)) },
            { heading: t('rebates.state'), cell: ({ steps }) => t(`rebates.standing.${rebateStanding(steps)}`) },
            {
              heading: t('rebates.amount'),
              numeric: true,
              cell: ({ steps, offer }) => t.money(steps.at(-1)?.amount ?? offer.amount),
            },
          ]}
        />
      )}
      {programmes.map(({ programme, itemsLeft, hasBudget }) => (
        <section aria-labelledby={`programme-${programme.id}`}>
          <h2 id={`programme-${programme.id}`}>{programmeName(c, programme.id)}</h2>
          <p>{inLanguage(utility.rebates.words[programme.id]?.says, t.language)}</p>
          <p>
            {t('rebates.pays', {
              each: t.money(programme.amountEach),
              percent: programme.sharePercent,
              max: programme.maxItems,
              until: t.date(programme.until),
            })}
          </p>
          {!hasBudget ? (
            <p class="c-note">{t('problem.rebates.no-budget')}</p>
          ) : itemsLeft === 0 ? (
            <p class="c-note">{t('problem.rebates.had-all', { max: programme.maxItems })}</p>
          ) : (
            account.rights.includes('manage') && (
              <p>
                <a class="usa-button usa-button--outline" href={paths.rebateRequest(number, programme.id)}>
                  {t('rebates.ask-for', { what: programmeName(c, programme.id) })}
                </a>
              </p>
            )
          )}
        </section>
      ))}
      {utility.rebates.sample && <p class="c-note">{t('rebates.sample')}</p>}
    </>,
  );
}
