import { z } from 'zod';
import { forgivable, type NewPart, type NumberPart, readPart } from '../domain/accounts/index.ts';
import { present } from '../domain/kernel/index.ts';
import { id, wording } from './written-values.ts';

/** Numbers of any utility are at most this long, separators and all. */
const longest = 64;

/** One length, or the least and the greatest. */
const lengthSchema = z
  .custom<number | { readonly from: number; readonly to: number }>((written) => {
    const { from, to, ...more } = typeof written === 'number' ? { from: written, to: written } : Object(written);
    const inRange = [from, to].every((length) => Number.isInteger(length) && length >= 1 && length <= longest);
    return inRange && from <= to && Object.keys(more).length === 0;
  }, `a number of characters up to ${longest}, or { from: 4, to: 10 }`)
  .transform((length) => (typeof length === 'number' ? { from: length, to: length } : length));

const patternSchema = z.string().refine((pattern) => {
  try {
    return new RegExp(`^(?:${pattern})$`) instanceof RegExp;
  } catch {
    return false;
  }
}, 'a regular expression of the whole part, such as "[A-Z]{2}[0-9]{6}"');

/** How a new account gets the part. */
const newPartSchema = z.custom<NewPart>((written) => {
  if (typeof written !== 'object') return ['next', 'next_at_premise', 'next_of_customer'].includes(String(written));
  const { always, ...more } = Object(written);
  return typeof always === 'string' && always !== '' && Object.keys(more).length === 0;
}, 'next, next_at_premise, next_of_customer, or { always: "SB" }');

const partSchema = z
  .strictObject({
    name: id,
    called: wording,
    characters: z
      .enum(['digits', 'letters', 'letters_and_digits'], 'digits, letters or letters_and_digits')
      .default('letters_and_digits'),
    length: lengthSchema,
    pattern: patternSchema.optional(),
    separator: z
      .string()
      .max(3)
      .regex(/^[^\p{L}\p{N}]*$/u, 'signs between this part and the next, without letters and digits, such as "-"')
      .default(''),
    forgive: z.array(z.enum(forgivable, `any of ${forgivable.join(', ')}`)).default([...forgivable]),
    at_least: z.int().min(1).optional(),
    example: z.string().min(1),
    new_account: newPartSchema.optional(),
  })
  .transform(({ length, pattern, at_least, new_account: newAccount, ...part }) => {
    const { from, to } = length;
    const zeros = part.characters === 'digits' && part.forgive.includes('leading_zeros');
    return {
      ...part,
      shortest: from,
      longest: to,
      minTyped: zeros ? Math.min(from, at_least ?? 1) : from,
      ...present({ pattern, newAccount }),
    } satisfies NumberPart;
  })
  .refine((part) => readPart(part, part.example) === part.example, {
    path: ['example'],
    message: 'an example that has the length, the characters and the pattern of its part',
  })
  .refine(({ newAccount: rule, ...part }) => typeof rule !== 'object' || readPart(part, rule.always) === rule.always, {
    path: ['new_account'],
    message: 'a value that has the length, the characters and the pattern of its part',
  })
  .refine(({ name, newAccount }) => newAccount === undefined || (name !== 'customer' && name !== 'premise'), {
    path: ['new_account'],
    message: 'nothing: customer and premise are that customer’s and that premise’s own number',
  });

/** What the utility's account numbers are made of. */
export const accountNumberSchema = z
  .array(partSchema)
  .min(1, 'at least one part')
  .refine((parts) => new Set(parts.map(({ name }) => name)).size === parts.length, 'each name once')
  .refine((parts) => parts.at(-1)?.separator === '', 'no separator after the last part')
  .refine(
    (parts) => parts.reduce((sum, part) => sum + part.longest + part.separator.length, 0) <= longest,
    `at most ${longest} characters, separators and all`,
  );
