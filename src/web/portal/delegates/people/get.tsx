import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import type { LetIn } from '../../../../domain/delegates/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { peopleOf } from '../../../../usecases/delegates/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Who asks to be let in to the account, who was, and what they may do: for its owner. */
export async function peoplePage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const people = await peopleOf(deps.db, account, todayOf(deps.utility, now));
  if (!people.ok) return c.var.refuse('not-found');
  const { waiting, delegates } = people.value;
  const news = c.req.query('news');
  const title = t('people.title');
  return page(
    c,
    { title, width: 'wide' },
    <>
      <h1>{title}</h1>
      {(news === 'let-in' || news === 'refused' || news === 'ended') && (
        <Alert kind="success" live>
          {t(`people.news.${news}`)}
        </Alert>
      )}
      <p class="usa-intro">{t('people.intro')}</p>
      <h2>{t('people.waiting')}</h2>
      <Table
        caption={t('people.waiting-caption')}
        empty={t('people.none-waiting')}
        rows={waiting}
        columns={[
          { heading: t('people.email'), cell: (asker) => asker.email },
          { heading: t('people.asked'), cell: (asker) => t.moment(asker.requestedAt) },
          {
            heading: t('people.answer'),
            cell: (asker) => (
              <a href={paths.askerAnswer(number, String(asker.id))}>
                {t('people.answer-this', { email: asker.email })}
              </a>
            ),
          },
        ]}
      />
      <h2>{t('people.delegates')}</h2>
      <Table
        caption={t('people.delegates-caption')}
        empty={t('people.none')}
        rows={delegates}
        columns={[
          { heading: t('people.email'), cell: (delegate) => delegate.email },
          { heading: t('people.may'), cell: (delegate) => mayShown(c, delegate) },
          { heading: t('people.until'), cell: (delegate) => untilShown(c, delegate) },
          {
            heading: t('people.end'),
            cell: (delegate) => (
              <a href={paths.delegateEnd(number, String(delegate.id))}>
                {t('people.end-this', { email: delegate.email })}
              </a>
            ),
          },
        ]}
      />
      <p>
        <a href={paths.accountAccess(number)}>{t('home.access')}</a>
      </p>
    </>,
  );
}

export const mayShown = ({ var: { t } }: PageContext, { rights }: LetIn): string =>
  [
    t(rights.includes('pay') ? 'people.may.pay' : 'people.may.view'),
    ...(rights.includes('alerts') ? [t('people.may.alerts')] : []),
  ].join('; ');

export const untilShown = ({ var: { t } }: PageContext, { endsOn }: LetIn): string =>
  endsOn === undefined ? t('people.until.open') : t('people.until.day', { date: t.date(endsOn) });
