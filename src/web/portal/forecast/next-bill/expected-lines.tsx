import { lineLabel } from '../../../../domain/billing/index.ts';
import type { BillForecast } from '../../../../domain/forecast/index.ts';
import type { PageContext } from '../../../page.ts';

/** The bill as it is expected, line by line, with its sum. */
export function ExpectedLines({ c, bill }: { c: PageContext; bill: BillForecast }) {
  const { t } = c.var;
  return (
    <ul class="c-lines">
      {bill.lines.map((line) => (
        <li class="c-lines__line">
          <span>
            {lineLabel(line, t)}
            {line.explanation.tier !== undefined && ` · ${t('bill.tier', { number: line.explanation.tier.number })}`}
            {line.explanation.sample === true && (
              <>
                {' '}
                <span class="c-tag c-tag--warn">{t('bill.sample')}</span>
              </>
            )}
          </span>
          <span class="c-numeric">{t.money(line.amount)}</span>
        </li>
      ))}
      <li class="c-lines__line">
        <strong>{t('next-bill.together')}</strong>
        <strong class="c-numeric">{t.money(bill.expected)}</strong>
      </li>
    </ul>
  );
}
