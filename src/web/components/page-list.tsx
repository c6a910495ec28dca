import type { Child } from 'hono/jsx';
import { present } from '../../domain/kernel/index.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';

export interface PageOfList {
  readonly href: string;
  readonly name: string;
  readonly icon?: IconName;
  /** What is behind it, or how it stands now. */
  readonly says?: Child;
  /** A tag at the right. */
  readonly state?: Child;
}

/** The pages under a place, a line each: its name is the link, and the whole line takes the press. */
export function PageList({ pages, label }: { pages: readonly PageOfList[]; label?: string }) {
  const icons = pages.some(({ icon }) => icon !== undefined);
  return (
    <nav {...present({ 'aria-label': label })}>
      <ul class={icons ? 'c-pages' : 'c-pages c-pages--plain'}>
        {pages.map(({ href, name, icon, says, state }) => (
          <li>
            {icon !== undefined && <Icon name={icon} />}
            <div class="c-pages__words">
              <a href={href}>{name}</a>
              {says !== undefined && <p>{says}</p>}
            </div>
            {state}
          </li>
        ))}
      </ul>
    </nav>
  );
}
