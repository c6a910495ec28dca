import { z } from 'zod';
import { type Cents, exact, languageTag, roundToCents, type Wording } from '../domain/kernel/index.ts';

/** How values are written in utility.yaml, wherever they stand. */
export const dollars = z
  .string()
  .regex(/^\d+\.\d\d$/, 'dollars and cents in quotes, such as "5.00"')
  .transform((text): Cents => roundToCents(exact(text)));

/** Words by language: `{ es: …, en: … }`, and every other language of the utility. English, else the first, stands in for a missing one. */
export const wording = z
  .record(z.string().regex(languageTag, 'the tag of a language, such as en or vi'), z.string().min(1))
  .refine((written) => Object.keys(written).length > 0, 'words in at least one language, such as { es: …, en: … }')
  .transform((written): Wording => ({ ...written, en: written['en'] ?? Object.values(written)[0] ?? '' }));

export const date = z.string().transform((text, context) => {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'a date such as 2026-11-29' });
    return z.NEVER;
  }
});
export const phone = z.string().regex(/^\d{3}-\d{3}-\d{4}$/, 'a phone number such as 541-555-0100');
export const positive = z.int().positive();
/** A name that bills and the books keep. */
export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens, such as start-of-service');

/** No two of `named` have the same id. */
export const eachOnce = (named: readonly { readonly id: string }[]): boolean =>
  new Set(named.map((one) => one.id)).size === named.length;
