import { z } from 'zod';
import { date, dollars, eachOnce, id, positive, wording } from './written-values.ts';

const price = dollars.refine((amount) => amount > 0, 'more than nothing');
/** `assistance` of utility.yaml: programmes that take something off the bills of some. */
export const assistanceSchema = z.strictObject({
  sample: z.boolean().default(false),
  remind_days_before_end: positive,
  programmes: z
    .array(
      z
        .strictObject({
          id,
          name: wording,
          for_whom: wording,
          percent_off: z.number().positive().max(100).optional(),
          amount_off_a_month: price.optional(),
          parts: z.array(z.string()).min(1).optional(),
          cap_a_month: price.optional(),
          most_months: positive,
          last_day: date.optional(),
        })
        .refine(
          (one) => (one.percent_off === undefined) !== (one.amount_off_a_month === undefined),
          'either percent_off or amount_off_a_month',
        ),
    )
    .refine(eachOnce, 'each id once'),
});
