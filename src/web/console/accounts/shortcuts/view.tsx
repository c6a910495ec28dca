import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';

/** The keys of the console, and how to do without them. */
export function shortcutsPage(c: PageContext): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.shortcuts.title');
  const keys = [
    ['/', t('console.shortcuts.search')],
    ['?', t('console.shortcuts.help')],
    ['h', t('console.shortcuts.home')],
    ['j', t('console.shortcuts.next-row')],
    ['k', t('console.shortcuts.previous-row')],
    ['n', t('console.shortcuts.next-case')],
    ['b', t('console.shortcuts.back')],
  ] as const;
  return page(
    c,
    { title, realm: 'console' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.shortcuts.intro')}</p>
      <dl class="c-keys">
        {keys.map(([key, what]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>{t('console.shortcuts.without')}</p>
      <p>
        <button
          class="usa-button usa-button--outline"
          type="button"
          data-shortcuts
          data-off={t('console.shortcuts.turn-on')}
          data-on={t('console.shortcuts.turn-off')}
          hidden
        >
          {t('console.shortcuts.turn-off')}
        </button>
      </p>
    </>,
  );
}
