import { isAfter, isOnOrBefore } from '../../../domain/kernel/index.ts';
import { stepFrom, type UseScale, useScales } from '../../../domain/usage/index.ts';
import type { UseFound } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import { Icon } from '../icon.tsx';
import { stretchName } from './use-words.ts';

/** What a use page can show: the scales of the clock and the calendar, and bills. */
export type UsePage = UseScale | 'bill';

const pages: readonly UsePage[] = [...useScales.slice(0, 2), 'bill', ...useScales.slice(2)];

/** Hours, days, bills, months, years: as links, the one shown marked. */
export function UseTabs(props: { c: PageContext; current: UsePage; hrefOf: (page: UsePage) => string }) {
  const { t } = props.c.var;
  return (
    <nav class="c-tabs" aria-label={t('use.scales')}>
      <ul>
        {pages.map((page) => (
          <li>
            <a href={props.hrefOf(page)} {...(page === props.current ? { 'aria-current': 'page' as const } : {})}>
              {t(`use.scale.${page}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface UseStepsProps {
  readonly c: PageContext;
  readonly shown: UseFound;
  readonly today: Temporal.PlainDate;
  readonly hrefOf: (scale: UseScale, on: Temporal.PlainDate) => string;
}

/** The stretch shown, and those before and after where there are any. */
export function UseSteps({ c, shown, today, hrefOf }: UseStepsProps) {
  const { t } = c.var;
  const { scale, span, known } = shown;
  const isEarlier = isAfter(span.firstDay, known.firstDay);
  const isLater = isOnOrBefore(span.firstDay.add({ days: span.days }), today);
  return (
    <div class="c-stretch">
      <h2>{stretchName(t, shown)}</h2>
      <nav class="c-pagination" aria-label={t('use.steps')}>
        {isEarlier && (
          <a rel="prev" href={hrefOf(scale, stepFrom(scale, shown.on, -1))}>
            <Icon name="back" />
            {t(`use.earlier.${scale}`)}
          </a>
        )}
        {isLater && (
          <a rel="next" href={hrefOf(scale, stepFrom(scale, shown.on, 1))}>
            {t(`use.later.${scale}`)}
            <Icon name="next" />
          </a>
        )}
      </nav>
    </div>
  );
}

/**
 * Any other stretch by a date, and another to compare with; `action` is the page's address without its query, `kept` what
 * of it stays.
 */
export function DateChoice({
  c,
  shown,
  today,
  action,
  kept,
}: Omit<UseStepsProps, 'hrefOf'> & { readonly action: string; readonly kept: Readonly<Record<string, string>> }) {
  const { t } = c.var;
  const { scale, known } = shown;
  return (
    <form class="c-inline" method="get" action={action}>
      <input type="hidden" name="by" value={scale} />
      {Object.entries(kept).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label class="usa-label" for="on">
        {t('use.date')}
      </label>
      <input
        class="usa-input"
        type="date"
        id="on"
        name="on"
        value={shown.on.toString()}
        min={known.firstDay.toString()}
        max={today.toString()}
      />
      <label class="usa-label" for="beside">
        {t('use.compare-with')}
      </label>
      <input
        class="usa-input"
        type="date"
        id="beside"
        name="beside"
        value={shown.beside?.isYearAgo === false ? shown.beside.span.firstDay.toString() : ''}
        min={known.firstDay.toString()}
        max={today.toString()}
      />
      <button class="usa-button usa-button--outline" type="submit">
        {t('use.go')}
      </button>
    </form>
  );
}
