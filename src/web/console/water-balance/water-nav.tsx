import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** From one page of the utility's water to the others. */
export function WaterNav({ c }: { c: PageContext }) {
  const { t } = c.var;
  const { console: at } = paths;
  const pages = [
    [at.leaks, t('console.leaks.title')],
    [at.meters, t('console.meters.title')],
    [at.zones, t('console.zones.title')],
    [at.balance, t('console.balance.title')],
  ] as const;
  return (
    <nav class="c-tabs" aria-label={t('console.water.title')}>
      <ul>
        {pages.map(([href, text]) => (
          <li>
            <a href={href} {...(href === c.req.path ? ({ 'aria-current': 'page' } as const) : {})}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
