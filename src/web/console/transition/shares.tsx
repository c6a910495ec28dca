import type { MoveShares } from '../../../usecases/transition/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** The four figures that say how the move goes. */
export function Shares({ c, shares }: { c: PageContext; shares: MoveShares }) {
  const { t } = c.var;
  const { registered, autopay, ebill, atRisk } = shares;
  return (
    <ul class="c-cards">
      {(
        [
          ['console.transition.registered', registered],
          ['console.transition.autopay-again', autopay],
          ['console.transition.ebill-again', ebill],
        ] as const
      ).map(([key, share]) => (
        <li class="c-card">
          <p class="c-amount__label">{t(key)}</p>
          <p class="c-amount__value">{t('console.of-total', { done: share.done, total: share.total })}</p>
          <progress max={Math.max(1, share.total)} value={share.done} aria-label={t(key)} />{' '}
          {t('console.percent', { share: share.total === 0 ? 0 : share.done / share.total })}
        </li>
      ))}
      <li class="c-card">
        <p class="c-amount__label">{t('console.transition.money-at-risk')}</p>
        <p class="c-amount__value">{t.money(atRisk.owed)}</p>
        <p>
          <a href={paths.console.atRisk}>{t('console.transition.accounts-at-risk', { count: atRisk.accounts })}</a>
          <br />
          {t('console.transition.uncontacted', { count: atRisk.uncontacted })}
        </p>
      </li>
    </ul>
  );
}
