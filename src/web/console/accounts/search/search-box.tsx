import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The one box (S1). A GET form, so that a search has an address and the browser's back button works. */
export function SearchBox({ c, typed }: { c: PageContext; typed?: string }) {
  const { t } = c.var;
  return (
    <search>
      <form class="usa-form usa-form--large" method="get" action={paths.console.search}>
        <label class="usa-label" for="q">
          {t('console.search.label')}
        </label>
        <div class="usa-hint" id="q-hint">
          {t('console.search.hint')}
        </div>
        <input
          class="usa-input"
          id="q"
          name="q"
          type="search"
          autocomplete="off"
          aria-describedby="q-hint"
          value={typed ?? ''}
        />
        <button class="usa-button" type="submit">
          {t('console.search.button')}
        </button>
      </form>
    </search>
  );
}
