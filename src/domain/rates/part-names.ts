import type { RatePart } from './rate-schedule.ts';

/**
 * The part that a name means inside `by`: the part so named, or the one of the same family, as published budgets write
 * `budget_commodity: indoor+outdoor` over `indoor_commodity`. Undefined: the name is an input.
 */
export function findPart(parts: ReadonlyMap<string, RatePart>, name: string, by: RatePart): RatePart | undefined {
  const own = parts.get(name);
  if (own !== undefined && own.name !== by.name) return own;
  const family = by.suffix === '' ? undefined : parts.get(`${name}_${by.suffix}`);
  if (family !== undefined && family.name !== by.name) return family;
  return own;
}

/** The `tier_starts`, `tier_prices` or `budget` of a tiered part: of its own suffix, before or after, or the plain one. */
export function tierPart(parts: ReadonlyMap<string, RatePart>, kind: string, by: RatePart): RatePart | undefined {
  return parts.get(`${kind}_${by.suffix}`) ?? parts.get(`${by.suffix}_${kind}`) ?? parts.get(kind);
}
