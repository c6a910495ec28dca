import { knownAs } from '../../../usecases/delegates/index.ts';
import type { PageContext } from '../../page.ts';

/** Somebody as the owner's pages call them: `my daughter Ana (ana@example.org)`. */
export function nameOf(
  { var: { t } }: PageContext,
  person: { readonly email?: string; readonly label?: string },
): string {
  if (person.email !== undefined && person.label !== undefined) return `${person.label} (${person.email})`;
  const known = knownAs(person);
  return known === '' ? t('people.unnamed') : known;
}
