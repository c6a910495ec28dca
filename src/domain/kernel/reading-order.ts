import { type Language, localeOf } from './language.ts';
import type { Cents } from './money.ts';

const directions = new Map<Language, 'ltr' | 'rtl'>();

/** Which way a language's lines run. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  const known = directions.get(language);
  if (known !== undefined) return known;
  const found = new Intl.Locale(localeOf(language)).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';
  directions.set(language, found);
  return found;
}

/** U+2066 and U+2069: what stands between them keeps its own order, left to right. */
const isolated = (text: string): string => `\u2066${text}\u2069`;
const hasRightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * An address or a number in the order it is written in, among words that run from right to left: without it `100 Sample St` is
 * shown as `Sample St 100`, and the halves of `00123456-0004321` change places. A link stays as it is, to be copied.
 */
export const inOwnOrder = (text: string, language: Language): string =>
  directionOf(language) === 'ltr' ||
  !/\d/.test(text) ||
  hasRightToLeft.test(text) ||
  /:\/\/|^\u2066[^\u2066]*$/.test(text)
    ? text
    : isolated(text);

/** `$24.14`, `−$3.00`: dollars as the language writes them; from right to left as the coins and the processor's page do. */
export function dollarsIn(language: Language): (amount: Cents) => string {
  const isMirrored = directionOf(language) === 'rtl';
  const format = new Intl.NumberFormat(isMirrored ? 'en-US' : localeOf(language), {
    style: 'currency',
    currency: 'USD',
  });
  return (amount) => {
    const text = format.format(amount / 100).replace('-', '−');
    return isMirrored ? isolated(text) : text;
  };
}
