import { z } from 'zod';
import { type Cents, exact, roundToCents } from '../domain/kernel/index.ts';

/** How values are written in utility.yaml, wherever they stand. */
export const dollars = z
  .string()
  .regex(/^\d+\.\d\d$/, 'dollars and cents in quotes, such as "5.00"')
  .transform((text): Cents => roundToCents(exact(text)));
export const inBoth = z.strictObject({ es: z.string().min(1), en: z.string().min(1) });
export const phone = z.string().regex(/^\d{3}-\d{3}-\d{4}$/, 'a phone number such as 541-555-0100');
export const positive = z.int().positive();
/** A name that bills and the books keep. */
export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens, such as start-of-service');

/** No two of `named` have the same id. */
export const eachOnce = (named: readonly { readonly id: string }[]): boolean =>
  new Set(named.map((one) => one.id)).size === named.length;
