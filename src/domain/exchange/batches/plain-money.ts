import type { Cents } from '../../kernel/index.ts';

/** `-1234.05`: two decimals, no sign of currency, no separators, whatever the size. */
export function plainMoney(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
