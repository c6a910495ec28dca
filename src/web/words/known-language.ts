import type { PageContext } from '../page.ts';
import type { Language } from './words.ts';

/** The language that a form names, where the utility has it. */
export const knownLanguage = (c: PageContext, named: string | undefined): Language | undefined =>
  c.var.deps.utility.languages.find((one) => one === named);
