import type { CreditOffer } from '../../domain/credits/index.ts';
import { exact, roundToCents } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { problemText } from './form.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';

/** What the rule credits, with its whole sum, as the customer and the staff both see it; before a bill has the leak, only why not yet. */
export function CreditSum({ c, offer }: { c: PageContext; offer: CreditOffer }) {
  const { t } = c.var;
  const share = roundToCents(exact(offer.excess).mul(exact(offer.sharePercent)).div(10_000));
  return (
    <>
      {offer.refusals.length > 0 && (
        <ul class="usa-list">
          {offer.refusals.map((code) => (
            <li>{problemText(c, { code })}</li>
          ))}
        </ul>
      )}
      {offer.bills.length > 0 && (
        <>
          <Table
            caption={t('leak-credits.sum-caption')}
            empty=""
            rows={offer.bills}
            columns={[
              { heading: t('leak-credits.bill'), cell: ({ number }) => number },
              { heading: t('leak-credits.billed'), numeric: true, cell: ({ gallons }) => t.number(gallons) },
              { heading: t('leak-credits.usual'), numeric: true, cell: ({ usualGallons }) => t.number(usualGallons) },
              { heading: t('leak-credits.above'), numeric: true, cell: ({ excessGallons }) => t.number(excessGallons) },
              { heading: t('leak-credits.charged'), numeric: true, cell: ({ excess }) => t.money(excess) },
            ]}
          />
          <SummaryList
            rows={[
              { term: t('leak-credits.added'), value: t.money(offer.excess) },
              { term: t('leak-credits.share', { percent: offer.sharePercent }), value: t.money(share) },
              { term: t('leak-credits.cap'), value: t.money(offer.cap) },
              { term: t('leak-credits.offered'), value: t.money(offer.amount), strong: true },
            ]}
          />
          {offer.sample && <p class="usa-hint">{t('leak-credits.sample')}</p>}
        </>
      )}
    </>
  );
}
