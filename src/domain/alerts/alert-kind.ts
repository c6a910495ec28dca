/** What a person can be told of. The first four go on for a while and end; the rest are crossed once a bill. */
export const alertKinds = ['leak', 'burst', 'vacation', 'no-flow', 'high-use', 'next-tier', 'bill-forecast'] as const;
export type AlertKind = (typeof alertKinds)[number];

export const episodeKinds = ['leak', 'burst', 'vacation', 'no-flow'] as const satisfies readonly AlertKind[];
export type EpisodeKind = (typeof episodeKinds)[number];

export const isAlertKind = (text: string): text is AlertKind => (alertKinds as readonly string[]).includes(text);

/** A burst is a leak that cannot wait: both are water that runs by itself, and one episode may be first one, then the other. */
export const familyOf = (kind: EpisodeKind): Exclude<EpisodeKind, 'burst'> => (kind === 'burst' ? 'leak' : kind);
