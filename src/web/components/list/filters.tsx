import type { PageContext } from '../../page.ts';
import { addressWith, fromItsBeginning } from './address.ts';

/** Narrows a list by one key of the address. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  /** The choices; without any, what is looked for is typed. */
  readonly options?: readonly (readonly [value: string, text: string])[];
}

/** What narrows the list now, each as a link that takes it away; and, folded, the form that narrows it more. */
export function Filters({ c, path, filters }: { c: PageContext; path: string; filters: readonly Filter[] }) {
  const { t } = c.var;
  if (filters.length === 0) return null;
  const chosen = filters.flatMap((filter) => {
    const value = c.req.query(filter.name) ?? '';
    const text = filter.options === undefined ? value : filter.options.find(([one]) => one === value)?.[1];
    return value === '' || text === undefined ? [] : [{ ...filter, text }];
  });
  const kept = Object.entries(c.req.query()).filter(
    ([name]) => !Object.hasOwn(fromItsBeginning, name) && !filters.some((filter) => filter.name === name),
  );
  const none = { ...Object.fromEntries(filters.map(({ name }) => [name, ''])), ...fromItsBeginning };
  return (
    <div class="c-filters">
      {chosen.length > 0 && (
        <ul class="c-filters__chosen" aria-label={t('list.filtered-by')}>
          {chosen.map(({ name, label, text }) => (
            <li>
              <a href={addressWith(c, path, { [name]: '', ...fromItsBeginning })}>
                <span class="c-hidden">{t('list.remove-filter')} </span>
                {label}: {text} <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
          <li>
            <a href={addressWith(c, path, none)}>{t('list.clear-filters')}</a>
          </li>
        </ul>
      )}
      <details class="c-filters__more" open={chosen.length > 0}>
        <summary>{t('console.filter.apply')}</summary>
        <form class="c-filters__form" method="get" action={path}>
          {kept.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {filters.map(({ name, label, options }) => (
            <div>
              <label class="usa-label" for={name}>
                {label}
              </label>
              {options === undefined ? (
                <input
                  class="usa-input"
                  type="text"
                  id={name}
                  name={name}
                  value={c.req.query(name) ?? ''}
                  autocomplete="off"
                />
              ) : (
                <select class="usa-select" id={name} name={name}>
                  <option value="">{t('console.filter.all')}</option>
                  {options.map(([value, text]) => (
                    <option value={value} selected={c.req.query(name) === value}>
                      {text}
                    </option>
                  ))}
                </select>
              )}
            </div>
          ))}
          <button class="usa-button usa-button--outline" type="submit">
            {t('list.apply-filters')}
          </button>
        </form>
      </details>
    </div>
  );
}
