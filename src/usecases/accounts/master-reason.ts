import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import type { Problem } from '../../domain/kernel/index.ts';

const longestReason = 300;

/** What is wrong with why master data is changed; nothing where it is said in few words. */
export function reasonProblems(reason: string): readonly Problem<AccountsProblemCode>[] {
  if (reason.trim() === '') return [{ code: 'accounts.reason-missing', field: 'reason' }];
  return reason.length > longestReason
    ? [{ code: 'accounts.reason-long', field: 'reason', params: { max: longestReason } }]
    : [];
}
