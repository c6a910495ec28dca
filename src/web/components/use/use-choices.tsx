import type { PageContext } from '../../page.ts';

interface Choice {
  readonly text: string;
  readonly href: string;
  readonly isChosen: boolean;
}

/** Ways to see the same, as links: the one that is shown is marked. */
export function UseChoice({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav class="c-choice" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      <ul>
        {choices.map(({ text, href, isChosen }) => (
          <li>
            <a href={href} {...(isChosen ? { 'aria-current': 'true' as const } : {})}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface UseChoicesProps {
  readonly c: PageContext;
  readonly show: 'water' | 'cost';
  /** Absent where there is no other height to choose. */
  readonly axis?: 'own' | 'same';
  /** Cost has no bars where nothing can be priced. */
  readonly hasCost: boolean;
  /** The same page with one thing chosen otherwise. */
  readonly hrefOf: (choice: { readonly show?: 'water' | 'cost'; readonly axis?: 'own' | 'same' }) => string;
}

/** Water or dollars; a height that fits, or one for every stretch. */
export function UseChoices({ c, show, axis, hasCost, hrefOf }: UseChoicesProps) {
  const { t } = c.var;
  return (
    <div class="c-choices">
      {hasCost && (
        <UseChoice
          label={t('use.show')}
          choices={(['water', 'cost'] as const).map((one) => ({
            text: t(`use.show-${one}`),
            href: hrefOf({ show: one }),
            isChosen: one === show,
          }))}
        />
      )}
      {axis !== undefined && (
        <UseChoice
          label={t('use.axis')}
          choices={(['own', 'same'] as const).map((one) => ({
            text: t(`use.axis-${one}`),
            href: hrefOf({ axis: one }),
            isChosen: one === axis,
          }))}
        />
      )}
    </div>
  );
}
