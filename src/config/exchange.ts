import { z } from 'zod';
import { batchForms, ccbTenderWidth } from '../domain/exchange/index.ts';

const code = z.string().min(1).max(12);
const printed = (max: number) =>
  z.string().regex(new RegExp(`^[ -~]{0,${max}}$`), `at most ${max} plain letters, digits and signs`);

/** `exchange` of `utility.yaml`: how files go to and from the utility's own billing system. */
export const exchangeSchema = z
  .strictObject({
    /** A package that closes more accounts, or changes more balances without saying why, waits for a person. */
    most_closed_percent: z
      .number('percent, such as 2')
      .min(0, 'percent, such as 2')
      .max(100, 'percent, such as 2')
      .default(2),
    unconfirmed_after_days: z.int('days, such as 3').positive('days, such as 3').default(3),
    batch_hour: z.int('an hour of the day, such as 22').min(0).max(23).default(22),
    payments_form: z.enum(batchForms, `one of ${batchForms.join(', ')}`).default('csv'),
    lockbox: z
      .strictObject({ account_width: z.literal([6, 8], '6 or 8, the characters of an account number') })
      .prefault({ account_width: 6 }),
    bai: z
      .strictObject({
        lockbox: z.string().regex(/^\d{1,7}$/, 'at most 7 digits, in quotes'),
        destination: printed(10),
        origin: printed(10),
      })
      .prefault({ lockbox: '0', destination: '', origin: 'CAUDAL' }),
    ccb_staging: z.strictObject({ source: printed(20).min(1) }).prefault({ source: 'CAUDAL' }),
    tender_codes: z
      .strictObject({ card: code, bank: code, cash: code, check: code })
      .prefault({ card: 'CARD', bank: 'ACH', cash: 'CASH', check: 'CHEC' }),
  })
  .check(({ value, issues }) => {
    if (value.payments_form !== 'ccb-staging') return;
    for (const [tender, name] of Object.entries(value.tender_codes)) {
      if (name.length <= ccbTenderWidth) continue;
      const message = `at most ${ccbTenderWidth} characters with payments_form ccb-staging`;
      issues.push({ code: 'custom', input: name, path: ['tender_codes', tender], message });
    }
  });
