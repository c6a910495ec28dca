import { familyOf } from './alert-kind.ts';
import { type Episode, mergeEpisodes } from './episode.ts';

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

/**
 * Episodes of one meter and the findings of a scan, joined: those of a kind that overlap, or lie at most `gapDays` of 24
 * hours apart, are one. Along a line of time that is associative, so scans may come in any order.
 */
export function joinEpisodes(
  known: readonly KnownEpisode[],
  found: readonly Episode[],
  gapDays: number,
): readonly JoinedEpisode[] {
  const byFamily = new Map<string, (Episode | KnownEpisode)[]>();
  for (const episode of [...known, ...found]) {
    const family = familyOf(episode.kind);
    byFamily.set(family, [...(byFamily.get(family) ?? []), episode]);
  }
  return [...byFamily.values()].flatMap((episodes) => joinOne(episodes, gapDays));
}

function joinOne(episodes: readonly (Episode | KnownEpisode)[], gapDays: number): readonly JoinedEpisode[] {
  const gap = { hours: gapDays * 24 };
  const groups: { episode: Episode; ids: number[] }[] = [];
  for (const next of episodes.toSorted((a, b) => Temporal.Instant.compare(a.began, b.began))) {
    const group = groups.at(-1);
    const ids = 'id' in next ? [next.id] : [];
    if (group !== undefined && Temporal.Instant.compare(next.began, group.episode.lastSeen.add(gap)) <= 0) {
      group.episode = mergeEpisodes(group.episode, next);
      group.ids.push(...ids);
    } else groups.push({ episode: withoutId(next), ids });
  }
  return groups.map(({ episode, ids }) => {
    const [id, ...absorbed] = ids.toSorted((a, b) => a - b);
    return { episode, absorbed, ...(id === undefined ? {} : { id }) };
  });
}

const withoutId = ({ kind, began, lastSeen, gallonsAnHour, seenAt, days }: Episode): Episode => ({
  kind,
  began,
  lastSeen,
  gallonsAnHour,
  seenAt,
  days,
});
