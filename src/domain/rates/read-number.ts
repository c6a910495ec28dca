import { type Exact, exact } from '../kernel/index.ts';

/** A decimal as people write it; commas only between thousands, since `1,5` may mean one and a half. Undefined where it is none. */
export function readNumber(text: string): Exact | undefined {
  const written = text.trim();
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written;
  return /^-?(?:\d{1,15}(?:\.\d{1,30})?|\.\d{1,30})$/.test(plain) ? exact(plain.replace(/^(-?)\./, '$10.')) : undefined;
}
