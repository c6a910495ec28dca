import { type CountedBy, countersOf, type Door, firstTries, type Try, windowOf } from '../../domain/access/index.ts';
import type { Problem } from '../../domain/kernel/index.ts';
import { countRefusal, countTry, giveBackTry } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';

/** Too many tries; `retryAt` says when the next is welcome. */
export interface TooManyTries extends Problem<'access.too-many-tries'> {
  readonly retryAt: Temporal.Instant;
}

const inWindow = (door: Door, given: Try, now: Temporal.Instant) =>
  countersOf(door, given).map(({ limit, key }) => {
    const { start, end } = windowOf(limit, now);
    return { limit, key, max: limit.hits, start, end };
  });

/**
 * The one limiter: counts a try at a door, narrowest limit first, and says when to come again where one is used up. What was
 * refused is counted by the hour, so that a flood is one row and not one each.
 */
export async function tryDoor(
  db: Database,
  door: Door,
  given: Try,
  now: Temporal.Instant,
): Promise<TooManyTries | undefined> {
  const counters = inWindow(door, given, now);
  const at = await countTry(db, counters);
  const refusing = at === undefined ? undefined : counters[at];
  if (refusing === undefined) return undefined;
  if (refusing.limit.by === 'all') {
    // The address was not counted, for what is used up refuses before anything else is: it has a few tries of its own.
    const own = counters.find(({ limit }) => limit.by === 'address');
    if (own !== undefined && (await countTry(db, [{ ...own, max: firstTries }])) === undefined) return undefined;
  }
  const { address } = given;
  await countRefusal(db, { kind: 'limit', what: refusing.limit.name, actor: { kind: 'guest' }, address }, now);
  return { code: 'access.too-many-tries', retryAt: refusing.end };
}

/**
 * A try that came to what it was for: it counts no longer for what is shared with others, so that a whole house behind one
 * address may come in.
 */
export async function cameIn(
  db: Database,
  door: Door,
  given: Try,
  {
    now,
    shared = ['address', 'site', 'all'],
  }: { readonly now: Temporal.Instant; readonly shared?: readonly CountedBy[] },
): Promise<void> {
  await giveBackTry(
    db,
    inWindow(door, given, now).filter(({ limit }) => shared.includes(limit.by)),
  );
}
