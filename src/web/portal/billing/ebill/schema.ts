import { z } from 'zod';
import { ok, type Problem, type Result, refused } from '../../../../domain/kernel/index.ts';

const schema = z.object({ email: z.string().trim().toLowerCase().pipe(z.email()), agree: z.literal('yes') });

export function parseEbillForm(form: Record<string, unknown>): Result<{ email: string }, readonly Problem[]> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return ok({ email: parsed.data.email });
  const fields = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return refused([
    ...(fields.has('email') ? [{ code: 'ebill.email-unreadable', field: 'email' }] : []),
    ...(fields.has('agree') ? [{ code: 'ebill.not-agreed', field: 'agree' }] : []),
  ]);
}
