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
  /** Cost has no bars where nothing can be priced. */
  readonly hasCost: boolean;
  /** The same page with the other shown. */
  readonly hrefOf: (choice: { readonly show: 'water' | 'cost' }) => string;
}

/** Water or dollars. */
export function UseChoices({ c, show, hasCost, hrefOf }: UseChoicesProps) {
  const { t } = c.var;
  if (!hasCost) return null;
  return (
    <div class="c-choices">
      <UseChoice
        label={t('use.show')}
        choices={(['water', 'cost'] as const).map((one) => ({
          text: t(`use.show-${one}`),
          href: hrefOf({ show: one }),
          isChosen: one === show,
        }))}
      />
    </div>
  );
}
