import { type Exact, exactToDecimal, type Place, type Problem } from '../kernel/index.ts';
import type { RatesProblemCode } from './problems.ts';

/** The starts of a tiered part, of one key of a map or of the whole part. */
export interface TierStarts {
  readonly name: string;
  /** As the file writes it. */
  readonly key?: string;
  readonly place: Place;
}

/** What is wrong with tiers that begin at `starts`, with all numbers; undefined where they can charge. */
export function tierFault(
  { name, key = 'all', place }: TierStarts,
  starts: readonly Exact[],
  prices: number,
): Problem<RatesProblemCode> | undefined {
  // Said only of what is wrong: a bill of a thousand others asks for nothing.
  const said = () => ({ name, key, starts: starts.map((start) => exactToDecimal(start)).join(', ') });
  const problem = (code: RatesProblemCode, params: Record<string, string | number>) => ({
    code,
    field: name,
    params,
    place,
  });
  if (starts.length !== prices) return problem('rates.tiers-uneven', { ...said(), starts: starts.length, prices });
  if (starts.some((start) => start.s * start.n < 0n)) return problem('rates.tiers-negative', said());
  const falls = starts.some((start, index) => index > 0 && start.compare(starts[index - 1] ?? 0) < 0);
  return falls ? problem('rates.tiers-not-ascending', said()) : undefined;
}
