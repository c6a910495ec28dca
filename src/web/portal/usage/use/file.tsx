import { earlierOf, laterOf } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { billingPolicy } from '../../../../usecases/billing/index.ts';
import { readingUnit, type UseFound, useAsCsv, useAsGreenButton } from '../../../../usecases/usage/index.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';

/** The hours of any days as a file: a form of two buttons, filled in with what is on the page. */
export function Downloads({ c, number, shown }: { c: PageContext; number: string; shown: UseFound }) {
  const { t } = c.var;
  const { span, known } = shown;
  const last = span.firstDay.add({ days: span.days - 1 });
  const day = (name: 'first' | 'last', value: Temporal.PlainDate) => (
    <div>
      <label class="usa-label" for={name}>
        {t(`use.download-${name}`)}
      </label>
      <input
        class="usa-input"
        type="date"
        id={name}
        name={name}
        value={value.toString()}
        min={known.firstDay.toString()}
        max={known.lastDay.toString()}
      />
    </div>
  );
  return (
    <details>
      <summary>{t('use.downloads')}</summary>
      <p>{t('use.downloads-intro')}</p>
      <form class="c-inline" method="get" action={paths.useCsv(number)}>
        {day('first', laterOf(span.firstDay, known.firstDay))}
        {day('last', earlierOf(last, known.lastDay))}
        <button class="usa-button usa-button--outline" type="submit">
          {t('use.download-csv')}
        </button>
        <div class="usa-checkbox">
          <input class="usa-checkbox__input" type="checkbox" id="costs" name="costs" value="yes" />
          <label class="usa-checkbox__label" for="costs">
            {t('use.download-costs')}
          </label>
        </div>
        <button class="usa-button usa-button--outline" type="submit" formaction={paths.useGreenButton(number)}>
          {t('use.download-green-button')}
        </button>
      </form>
    </details>
  );
}

export async function useCsv(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const account = accountOf(c);
  const days = daysOf(c);
  const unit = await readingUnit(deps.db, account);
  const pieces = await useAsCsv(deps.db, account, { ...days, unit });
  return file(c, pieces, { type: 'text/csv; charset=utf-8', name: `${nameOf(c, days)}.csv` });
}

export async function useGreenButton(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const days = daysOf(c);
  const { name: utility } = deps.utility;
  const terms = { rates: deps.rates, policy: billingPolicy(deps.utility), today: todayOf(deps.utility, now) };
  const costs = c.req.query('costs') === 'yes' ? { costs: terms } : {};
  const pieces = await useAsGreenButton(deps.db, accountOf(c), {
    ...days,
    utility,
    now,
    secret: deps.secret,
    ...costs,
  });
  return file(c, pieces, { type: 'application/xml; charset=utf-8', name: `${nameOf(c, days)}-green-button.xml` });
}

/** Without dates, the last 366 days. */
function daysOf({ req, var: { deps, now } }: PageContext) {
  const zone = deps.utility.time_zone;
  const last = typedDay(req.query('last')) ?? now.toZonedDateTimeISO(zone).toPlainDate();
  return {
    zone,
    last,
    first: laterOf(typedDay(req.query('first')) ?? last.subtract({ days: 365 }), last.subtract({ years: 10 })),
  };
}

const nameOf = (c: PageContext, { first, last }: { first: Temporal.PlainDate; last: Temporal.PlainDate }): string =>
  `water-use-${accountOf(c).number}-${first}-${last}`;

/** Sent as it is written: a year is never whole in memory. */
const file = (c: PageContext, pieces: Iterable<string>, { type, name }: { type: string; name: string }): Response =>
  c.body(ReadableStream.from(pieces).pipeThrough(new TextEncoderStream()), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
