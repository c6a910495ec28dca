import { z } from 'zod';
import { dollars, eachOnce, id, wording } from './written-values.ts';

const price = dollars.refine((amount) => amount > 0, 'more than nothing');

/** `fees` of utility.yaml: what is charged besides rates, and by whom. */
export const feesSchema = z
  .strictObject({
    sample: z.boolean().default(false),
    one_person_up_to: dollars,
    kinds: z.array(
      z
        .strictObject({ id, name: wording, amount: price.optional(), at_most: price.optional() })
        .refine((kind) => (kind.amount === undefined) !== (kind.at_most === undefined), 'either amount or at_most'),
    ),
    recurring: z.array(z.strictObject({ id, name: wording, amount_a_month: price })),
    returned_payment: z.strictObject({ name: wording, amount: price }).optional(),
  })
  .refine((fees) => eachOnce([...fees.kinds, ...fees.recurring]), 'each id once among kinds and recurring');
