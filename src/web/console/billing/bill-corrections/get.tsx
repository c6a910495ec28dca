import { type BillCorrection, listCorrections } from '../../../../usecases/billing/index.ts';
import { page } from '../../../components/layout.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { differenceText, periodText } from '../correction-words.ts';

/** Bills whose hours say something else now: what waits, the largest amount first; and what became of the others. */
export async function billCorrectionsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const waits = c.req.query('view') !== 'answered';
  const { gallons, amount } = deps.utility.vee.carryUpTo;
  const title = t('console.corrections.title');
  const list: LongListProps<BillCorrection> = {
    c,
    path: paths.console.billCorrections,
    caption: t(waits ? 'console.corrections.waiting' : 'console.corrections.others'),
    isCaptionHidden: true,
    empty: t(waits ? 'console.corrections.none' : 'console.corrections.none-others'),
    find: (asked) => listCorrections(deps.db, { waits, ...asked }),
    views: [
      { value: 'waiting', text: t('console.corrections.waiting') },
      { value: 'answered', text: t('console.corrections.others') },
    ],
    columns: [
      {
        heading: t('console.corrections.bill'),
        key: 'bill',
        value: ({ number }) => number,
        cell: (one) => <a href={paths.console.billCorrection(`${one.billId}`)}>{one.number}</a>,
      },
      {
        heading: t('console.corrections.difference'),
        key: 'difference',
        value: ({ difference }) => difference.amount / 100,
        cell: (one) => differenceText(t, one.difference),
      },
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account, customerName }) => <AccountCell account={account} name={customerName} />,
      },
      {
        heading: t('console.corrections.period'),
        key: 'period_end',
        value: ({ periodEnd }) => periodEnd.toString(),
        cell: (one) => periodText(t, one),
      },
      {
        heading: t('console.corrections.billed'),
        numeric: true,
        key: 'billed',
        value: ({ billedGallons }) => billedGallons,
        cell: ({ billedGallons }) => t.number(billedGallons),
      },
      {
        heading: t('console.corrections.now'),
        numeric: true,
        key: 'now',
        value: (one) => one.billedGallons + one.difference.gallons,
        cell: (one) => t.number(one.billedGallons + one.difference.gallons),
      },
      ...(waits
        ? []
        : [
            {
              heading: t('console.state'),
              key: 'state',
              value: ({ state }: BillCorrection) => state,
              cell: ({ state }: BillCorrection) => t(`console.corrections.state.${state}`),
            },
          ]),
    ],
  };
  return (
    longListFile(list, 'bills-to-correct') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.corrections.intro', { gallons, amount: t.money(amount) })}</p>
        <LongList {...list} />
      </>,
    )
  );
}
