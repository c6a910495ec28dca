import { maxDecimals } from './read-batch.ts';

/** A number as a file writes it: `digits` times 10^-`decimals`, without zeros at the end of the decimals. */
export interface PlainValue {
  digits: number;
  decimals: number;
}

const [minus, dot, zero] = [45, 46, 48];

/** Where the number that begins at `from` ends, read into `value`; −1 where it is none, or not plainly written. */
export function endOfValue(bytes: Uint8Array, from: number, value: PlainValue): number {
  const isNegative = bytes[from] === minus;
  const begin = isNegative ? from + 1 : from;
  let at = begin;
  let sum = 0;
  let point = -1;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte - zero;
    if (digit >= 0 && digit <= 9) sum = sum * 10 + digit;
    else if (byte === dot && point < 0) point = at;
    else break;
  }
  if (at === begin || at - begin > 15 || point === begin || point === at - 1) return -1;
  let decimals = point < 0 ? 0 : at - point - 1;
  while (decimals > 0 && sum % 10 === 0) {
    sum /= 10;
    decimals--;
  }
  value.digits = isNegative ? 0 - sum : sum;
  value.decimals = decimals;
  return decimals <= maxDecimals ? at : -1;
}
