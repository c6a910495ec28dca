import { type Exact, exact } from '../kernel/index.ts';

/** A decimal as people write it; undefined where it is none. */
export function readNumber(text: string): Exact | undefined {
  const plain = text.trim().replaceAll(',', '');
  return /^-?(?:\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})$/.test(plain) ? exact(plain.replace(/^(-?)\./, '$10.')) : undefined;
}
