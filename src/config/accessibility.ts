import { z } from 'zod';
import { phone, positive } from './written-values.ts';

const date = z.string().transform((text, context) => {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'a date such as 2026-11-29' });
    return z.NEVER;
  }
});

/** `accessibility:` of `utility.yaml`: who answers where something cannot be used, and when the site was last looked at. */
export const accessibilitySchema = z.strictObject({
  sample: z.boolean().default(false),
  reviewed_on: date,
  phone,
  email: z.email(),
  answer_days: positive,
});
