import { InvalidArgumentError } from 'commander';
import type { Problem } from '../domain/kernel/index.ts';
import { readDay } from './read-day.ts';

/** A day, as commander asks for one. */
export function dayOf(text: string): Temporal.PlainDate {
  const day = readDay(text);
  if (day === undefined) throw new InvalidArgumentError('A date, such as 2026-05-20.');
  return day;
}

/** A whole number from one to `max`; `said` is what is expected. */
export const wholeNumber =
  (said: string, max = 999_999_999_999_999) =>
  (text: string): number => {
    const number = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
    if (number < 1 || number > max) throw new InvalidArgumentError(said);
    return number;
  };

/** Names that an option which may be repeated gives twice: one of the values would be lost in silence. */
export const givenTwice = (option: string, names: readonly string[]): readonly Problem[] =>
  [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map((name) => ({
    code: 'cli.given-twice',
    params: { option, name },
  }));

/** Every value of an option that may be repeated. */
export const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];
