import { z } from 'zod';
import { date, phone, positive } from './written-values.ts';

/** `accessibility:` of `utility.yaml`: who answers where something cannot be used, and when the site was last looked at. */
export const accessibilitySchema = z.strictObject({
  sample: z.boolean().default(false),
  reviewed_on: date,
  phone,
  email: z.email(),
  answer_days: positive,
});
