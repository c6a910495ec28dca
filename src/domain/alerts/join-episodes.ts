import { isOnOrBefore, present } from '../kernel/index.ts';
import { familyOf } from './alert-kind.ts';
import { type Episode, mergeEpisodes } from './episode.ts';
import type { AlertRules } from './standing.ts';

/** An episode that is an alert already, under its id. */
export interface KnownEpisode extends Episode {
  readonly id: number;
}

export interface JoinedEpisode {
  readonly episode: Episode;
  /** The alert it goes on with; a new one where there is none. */
  readonly id?: number;
  /** Younger alerts that turn out to be the same episode: reads between them came late. */
  readonly absorbed: readonly number[];
}

/** Looks at one episode, joined, and the alerts that they were. */
interface Group {
  readonly episode: Episode;
  readonly ids: readonly number[];
}

/** After how long something seen again is another alert. */
export type JoinRules = Pick<AlertRules, 'comesBackWithinDays' | 'stoppedAfterHours'>;

/**
 * Episodes of one meter and the findings of a scan, joined: those of a kind that overlap, or lie at most
 * `comesBackWithinDays` of 24 hours apart, are one. A hose runs on only until it has stopped: what comes later is other
 * water. What was joined is never too far from what one of its parts was near, so scans may come in any order.
 */
export function joinEpisodes(
  known: readonly KnownEpisode[],
  found: readonly Episode[],
  rules: JoinRules,
): readonly JoinedEpisode[] {
  let groups: readonly Group[] = [];
  for (const next of [
    ...known.map((one) => ({ episode: withoutId(one), ids: [one.id] })),
    ...found.map((episode) => ({ episode, ids: [] })),
  ]) {
    let joined: Group = next;
    for (;;) {
      const near = groups.find(({ episode }) => areOne(episode, joined.episode, rules));
      if (near === undefined) break;
      groups = groups.filter((group) => group !== near);
      joined = { episode: mergeEpisodes(near.episode, joined.episode), ids: [...near.ids, ...joined.ids] };
    }
    groups = [...groups, joined];
  }
  return groups
    .toSorted((a, b) => Temporal.Instant.compare(a.episode.began, b.episode.began))
    .map(({ episode, ids }) => {
      const [id, ...absorbed] = ids.toSorted((a, b) => a - b);
      return { episode, absorbed, ...present({ id }) };
    });
}

function areOne(a: Episode, b: Episode, { comesBackWithinDays, stoppedAfterHours }: JoinRules): boolean {
  if (familyOf(a.kind) !== familyOf(b.kind)) return false;
  const comesBack = comesBackWithinDays * 24;
  const isHose = a.kind === 'hose' || b.kind === 'hose';
  const gap = { hours: isHose ? Math.min(stoppedAfterHours, comesBack) : comesBack };
  return isOnOrBefore(a.began, b.lastSeen.add(gap)) && isOnOrBefore(b.began, a.lastSeen.add(gap));
}

const withoutId = ({ kind, began, lastSeen, gallonsAnHour, seenAt, days }: Episode): Episode => ({
  kind,
  began,
  lastSeen,
  gallonsAnHour,
  seenAt,
  days,
});
