import type { Child } from 'hono/jsx';
import { isPermitted } from '../../domain/access/index.ts';
import type { PageContext } from '../page.ts';
import { isUnder, paths } from '../paths.ts';
import { ConsoleMenu } from './console-menu.tsx';
import { DemoNotice, Document } from './document.tsx';
import { Drop } from './drop.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import type { PageFrame } from './page-frame.ts';

/** A page of the staff's side: one search box above everything, what waits at the left, the work in the rest of the window. */
export function ConsoleFrame({ c, frame, children }: { c: PageContext; frame: PageFrame; children: Child }) {
  const { staff, deps } = c.var;
  // Where the database does not answer, the page that says so asks it nothing.
  const counted = (frame.status ?? 200) < 500;
  // Nobody has come in yet who is still asked for a code.
  const atDoor = isUnder(paths.console.signIn, c.req.path);
  return (
    <Document c={c} frame={frame} body="c-console">
      <header class="c-bar">
        <DemoNotice c={c} />
        <div class="c-bar__row">
          <a class="c-bar__name" href={paths.console.home} data-key="h">
            <Drop />
            <span>{deps.utility.short_name}</span>
          </a>
          {!atDoor && staff !== undefined && isPermitted(staff.role, 'account.search') && <SearchBox c={c} />}
          <div class="c-bar__end">
            <LanguageSwitch c={c} />
            <Person c={c} />
          </div>
        </div>
      </header>
      <div class={staff === undefined || atDoor ? 'c-desk c-desk--alone' : 'c-desk'}>
        {!atDoor && <ConsoleMenu c={c} counted={counted} />}
        <main id="main" class={`c-main c-main--${frame.width ?? 'narrow'}`} tabindex={-1}>
          {children}
        </main>
      </div>
      <script src={deps.assets.url('console.js')} defer />
    </Document>
  );
}

/** The one box (S1). A GET form, so that a search has an address and the browser's back button works. */
function SearchBox({ c }: { c: PageContext }) {
  const { t } = c.var;
  const typed = c.req.path === paths.console.search ? (c.req.query('q') ?? '') : '';
  return (
    <search class="c-find">
      <form method="get" action={paths.console.search}>
        <label class="c-hidden" for="q">
          {t('console.search.label')}
        </label>
        <input
          class="usa-input"
          id="q"
          name="q"
          type="search"
          autocomplete="off"
          placeholder={t('console.search.placeholder')}
          data-key="/"
          data-suggestions={paths.console.searchSuggestions}
          value={typed}
        />
        <button class="usa-button" type="submit">
          {t('console.search.button')}
        </button>
      </form>
    </search>
  );
}

function Person({ c }: { c: PageContext }) {
  const { t, csrf, staff } = c.var;
  if (staff === undefined) return null;
  return (
    <details class="c-person">
      <summary>{staff.name}</summary>
      <ul>
        <li>{t.maybe(`console.role.${staff.role}`)}</li>
        <li>
          <a href={paths.console.shortcuts} data-key="?">
            {t('console.shortcuts.title')}
          </a>
        </li>
        <li>
          <a href={paths.console.passkeys}>{t('console.passkeys.title')}</a>
        </li>
        <li>
          <form method="post" action={paths.console.signOut}>
            <input type="hidden" name="form_token" value={csrf} />
            <button class="c-person__button" type="submit">
              {t('layout.sign-out')}
            </button>
          </form>
        </li>
      </ul>
    </details>
  );
}
