import type { PageContext } from '../../page.ts';

export interface Filter {
  readonly name: string;
  readonly label: string;
  /** The words of no choice; left out where one always stands. */
  readonly all?: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

/** What narrows a list, as a form that asks for the same page with its choices in the address. */
export function Filters({ c, action, filters }: { c: PageContext; action: string; filters: readonly Filter[] }) {
  const { t } = c.var;
  return (
    <form class="c-actions" method="get" action={action}>
      {filters.map(({ name, label, all, options }) => (
        <div>
          <label class="usa-label" for={name}>
            {label}
          </label>
          <select class="usa-select" id={name} name={name}>
            {all !== undefined && <option value="">{all}</option>}
            {options.map(([value, text]) => (
              <option value={value} selected={c.req.query(name) === value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="usa-button usa-button--outline" type="submit">
        {t('console.filter.apply')}
      </button>
    </form>
  );
}
