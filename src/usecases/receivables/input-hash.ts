import { hash } from 'node:crypto';

/** SHA-256 of what was asked, whatever order its keys are in: the second half of an idempotency key. */
export function inputHash(input: unknown): string {
  return hash('sha256', JSON.stringify(input, sortedKeys));
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  if (keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
