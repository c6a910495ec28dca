import { z } from 'zod';
import { batchForms } from '../domain/exchange/index.ts';

const code = z.string().min(1).max(12);

/** `exchange` of `utility.yaml`: how files go to and from the utility's own billing system. */
export const exchangeSchema = z.strictObject({
  /** A package that closes more accounts, or changes more balances without saying why, waits for a person. */
  most_closed_percent: z
    .number('percent, such as 2')
    .min(0, 'percent, such as 2')
    .max(100, 'percent, such as 2')
    .default(2),
  unconfirmed_after_days: z.int('days, such as 3').positive('days, such as 3').default(3),
  batch_hour: z.int('an hour of the day, such as 22').min(0).max(23).default(22),
  payments_form: z.enum(batchForms).default('csv'),
  tender_codes: z
    .strictObject({ card: code, bank: code, cash: code, check: code })
    .prefault({ card: 'CARD', bank: 'ACH', cash: 'CASH', check: 'CHEC' }),
});
