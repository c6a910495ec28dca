import { z } from 'zod';
import { fewestHomes, homeTraits } from '../domain/similar-homes/index.ts';

const rising = (from: readonly number[]): boolean =>
  from.every((one, index) => index === 0 || one > (from[index - 1] ?? one));
const bands = (first: number) =>
  z
    .array(z.int().min(first))
    .min(1)
    .refine((from) => from[0] === first && rising(from), `where each band begins, rising, the first with ${first}`);

/** `similar_homes:` of `utility.yaml`: with whom a home is compared. */
export const similarHomesSchema = z.strictObject({
  sample: z.boolean().default(false),
  rate_classes: z.array(z.string().min(1)).min(1),
  from_day: z.int().min(1).max(28),
  least_homes: z.int().min(fewestHomes, `at least ${fewestHomes}: with fewer, one home could be told`),
  efficient_percent: z.int().min(10).max(40),
  round_gallons: z.int().min(5, 'at least 5: what others use is never said to the gallon'),
  empty_below_gallons: z.number().nonnegative(),
  people_from: bands(1),
  garden_from: bands(0),
  steps: z
    .array(z.array(z.enum(homeTraits)).min(1))
    .min(1)
    .refine(
      (steps) => steps.every((step) => step.includes('class')),
      'class in every step: nobody is compared with a shop',
    ),
});
