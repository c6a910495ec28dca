import { type BilledBy, isDoneHere } from '../../domain/exchange/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';

export type CisReferenceProblemCode = 'exchange.credit-reference-missing' | 'exchange.credit-reference-long';

/** As long as any billing system's references are. */
const longest = 80;

/**
 * The reference under which a credit was entered in the billing system, where that keeps the balance: without one it cannot be
 * closed. Undefined where credits are posted here.
 */
export function enteredThere(
  by: BilledBy,
  typed: string | undefined,
): Result<string | undefined, Problem<CisReferenceProblemCode>> {
  if (isDoneHere(by, 'credits')) return ok(undefined);
  const reference = (typed ?? '').trim();
  if (reference === '') return refused({ code: 'exchange.credit-reference-missing', field: 'reference' });
  if (reference.length > longest) {
    return refused({ code: 'exchange.credit-reference-long', field: 'reference', params: { max: longest } });
  }
  return ok(reference);
}
