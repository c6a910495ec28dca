import { inLanguage } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';

/** A class or an input of the rates as their files call it, else as its name reads: `RESIDENTIAL_SINGLE` is `Residential single`. */
export function rateName(c: PageContext, name: string): string {
  const { t, deps } = c.var;
  const label = inLanguage(deps.rates.called?.get(name), t.language);
  if (label !== undefined) return label;
  const read = name.replaceAll('_', ' ');
  const words = /[a-z]/.test(read) ? read : read.toLowerCase();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The same as it is typed: `sí` is the rates' `yes`. What is no such word stays as it is. */
export function factTyped(c: PageContext, text: string): string {
  const { locale } = c.var.t;
  const plain = (word: string) => word.trim().toLocaleLowerCase(locale).normalize('NFD').replaceAll(/\p{M}/gu, '');
  return ['yes', 'no'].find((value) => plain(factText(c, value)) === plain(text)) ?? text;
}

/** What the rates know about something, as people say it. */
export function factText({ var: { t } }: PageContext, value: string): string {
  return value === 'yes' || value === 'no' ? t(`console.fact.${value}`) : value;
}
