import type { PageContext } from '../page.ts';
import { Icon } from './icon.tsx';

/** Where a person is in a task of several pages; `current` counts from 0. */
export function Steps({ c, names, current }: { c: PageContext; names: readonly string[]; current: number }) {
  const { t } = c.var;
  return (
    <ol class="c-steps" aria-label={t('steps.label')}>
      {names.map((name, index) => (
        <li
          class={index < current ? 'c-steps__done' : index === current ? 'c-steps__current' : ''}
          {...(index === current ? { 'aria-current': 'step' } : {})}
        >
          {index < current && <Icon name="done" />}
          {name}
        </li>
      ))}
    </ol>
  );
}
