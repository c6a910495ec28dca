import type { ValidationRule } from './finding.ts';

/** An exception as far as it can be found again. Hours are counted from 1970-01-01T00Z. */
export interface KnownException {
  readonly id: number;
  readonly rule: ValidationRule;
  readonly from: number;
  readonly until: number;
  readonly gallons: number;
  /** Open, or answered by a person. */
  readonly isOpen: boolean;
}

export interface FoundException {
  readonly rule: ValidationRule;
  readonly from: number;
  readonly until: number;
  readonly gallons: number;
  readonly detail: Readonly<Record<string, number>>;
}

export interface JoinedExceptions {
  readonly fresh: readonly FoundException[];
  readonly again: readonly (FoundException & { readonly id: number })[];
  /** Open ones that are not found any more: late reads or an edit healed them. */
  readonly healed: readonly number[];
}

/** A stretch that was answered and has grown past this many times what was answered is asked again. */
const grownTimes = 2;

/**
 * What of the findings is new. Found again, with stretches that overlap, is the same exception; one that a person
 * answered is not asked again unless it grew. What began before the scan's first hour is not healed by it.
 */
export function joinExceptions(
  known: readonly KnownException[],
  found: readonly FoundException[],
  scanned: { readonly from: number; readonly until: number },
): JoinedExceptions {
  const seen = new Set<number>();
  const fresh: FoundException[] = [];
  const again: (FoundException & { id: number })[] = [];
  for (const one of found) {
    const same = known.filter((other) => other.rule === one.rule && other.from < one.until && one.from < other.until);
    const open = same.find(({ isOpen, id }) => isOpen && !seen.has(id));
    if (open !== undefined) {
      seen.add(open.id);
      // The scan's edge cuts off what it cannot see.
      const from = one.from <= scanned.from ? Math.min(one.from, open.from) : one.from;
      again.push({ ...one, from, id: open.id });
    } else if (!same.some((answered) => !answered.isOpen && !hasGrown(one, answered))) fresh.push(one);
  }
  const healed = known
    .filter(({ id, isOpen, from, until }) => isOpen && !seen.has(id) && from >= scanned.from && until <= scanned.until)
    .map(({ id }) => id);
  return { fresh, again, healed };
}

const hasGrown = (now: FoundException, answered: KnownException): boolean =>
  now.until - now.from > grownTimes * (answered.until - answered.from) ||
  now.gallons > grownTimes * answered.gallons + 1;
