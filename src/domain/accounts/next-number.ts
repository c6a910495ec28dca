import { type NumberPart, readPart } from './account-number.ts';

/** The number after the highest there is: its last digits count one up. Undefined where it ends in no digit. */
function numberAfter(highest: string): string | undefined {
  const digits = /\d+$/.exec(highest)?.[0];
  if (digits === undefined) return undefined;
  const next = (BigInt(digits) + 1n).toString().padStart(digits.length, '0');
  return `${highest.slice(0, -digits.length)}${next}`;
}

/**
 * The next free number of those that look like a part of the account's number, or of any where the shape has no such part;
 * `known` are the highest there are, the highest first. Undefined where somebody must type one.
 */
export function nextNumber(part: NumberPart | undefined, known: readonly string[]): string | undefined {
  const isLike = (number: string) => part === undefined || readPart(part, number) === number;
  const highest = known.find((number) => isLike(number) && /\d$/.test(number));
  const next = highest === undefined ? firstNumber(part) : numberAfter(highest);
  return next !== undefined && isLike(next) ? next : undefined;
}

const firstNumber = (part: NumberPart | undefined): string | undefined =>
  part === undefined ? '1' : part.characters === 'digits' ? '1'.padStart(part.shortest, '0') : undefined;
