import { z } from 'zod';
import { dollars, eachOnce, id, positive, wording } from './written-values.ts';

/** `deposits` of utility.yaml: what is asked of whom, and when it goes back. */
export const depositsSchema = z.strictObject({
  kinds: z
    .array(z.strictObject({ id, name: wording, amount: dollars.refine((amount) => amount > 0, 'more than nothing') }))
    .refine(eachOnce, 'each id once'),
  credited_after_bills: positive,
  grace_days: z.int().min(0).max(30),
  returned_payment_starts_again: z.boolean(),
});
