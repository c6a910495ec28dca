import type { Words } from '../words/words.ts';

/** What a processor writes where it does not know which bank or whose card it is. */
const unnamed: Readonly<Record<string, 'bank' | 'card'>> = { Bank: 'bank', Card: 'card' };

/** `Visa ending in 4242`, `Bank account ending in 6789`: as a list says it. */
export function methodEnding(t: Words, { brand, last4 }: { readonly brand: string; readonly last4: string }): string {
  const kind = unnamed[brand];
  return t('method.ending', { brand: kind === undefined ? brand : t(`method.${kind}`), last4 });
}

/** The same within a sentence: a name stays as it is, a word begins small. */
export function methodInSentence(t: Words, method: { readonly brand: string; readonly last4: string }): string {
  const shown = methodEnding(t, method);
  return unnamed[method.brand] === undefined ? shown : `${shown.charAt(0).toLowerCase()}${shown.slice(1)}`;
}
