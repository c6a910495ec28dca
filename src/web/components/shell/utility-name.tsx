import type { PageContext } from '../../page.ts';
import { Drop } from '../drop.tsx';

/** The utility's name and mark. */
export function UtilityName({ c, href }: { c: PageContext; href: string }) {
  const { deps } = c.var;
  const { look, short_name } = deps.utility;
  return (
    <a class="c-header__name" href={href}>
      {look.mark === undefined ? <Drop /> : <img src={deps.assets.url(look.mark)} alt="" height="32" />}
      <span>{short_name}</span>
    </a>
  );
}
