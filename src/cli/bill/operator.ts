import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { listStaff } from '../../usecases/access/index.ts';
import type { Clerk } from '../../usecases/receivables/index.ts';
import type { CliContext } from '../cli-deps.ts';

/** What runs are calculated, decided and approved as: a member of the staff, by the email that the console knows them by. */
export async function operatorOf(
  { db, clock }: Pick<CliContext, 'db' | 'clock'>,
  email: string | undefined,
): Promise<Result<Clerk, Problem>> {
  if (email === undefined) return refused({ code: 'billing.operator-missing', field: 'as' });
  const member = (await listStaff(db)).find((one) => one.email === email.trim().toLowerCase());
  if (member === undefined) return refused({ code: 'billing.operator-unknown', field: 'as', params: { email } });
  return ok({ staffId: member.id, role: member.role, now: clock(), address: 'terminal' });
}
