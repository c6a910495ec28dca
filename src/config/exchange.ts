import { z } from 'zod';

/** How files of the utility's own billing system are taken in. */
export const exchangeSchema = z.strictObject({
  /** A package that closes more accounts, or changes more balances without saying why, waits for a person. */
  most_closed_percent: z
    .number('percent, such as 2')
    .min(0, 'percent, such as 2')
    .max(100, 'percent, such as 2')
    .default(2),
});
