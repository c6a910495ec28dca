/** What a person can be told about. The first five go on for a while and end; the rest are crossed once a bill. */
export const alertKinds = [
  'leak',
  'burst',
  'hose',
  'vacation',
  'no-flow',
  'high-use',
  'next-tier',
  'bill-forecast',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const episodeKinds = ['leak', 'burst', 'hose', 'vacation', 'no-flow'] as const satisfies readonly AlertKind[];
export type EpisodeKind = (typeof episodeKinds)[number];

export const isAlertKind = (text: string): text is AlertKind => (alertKinds as readonly string[]).includes(text);

/** Whether water is lost; a burst is a leak that cannot wait. */
export const isLeak = (kind: EpisodeKind): kind is 'leak' | 'burst' => kind === 'leak' || kind === 'burst';

/** What may be one episode: an open hose that runs on is a leak, and a leak may turn into a burst. */
export const familyOf = (kind: EpisodeKind): 'leak' | 'vacation' | 'no-flow' =>
  isLeak(kind) || kind === 'hose' ? 'leak' : kind;

/** A leak of less is a small one: a toilet flapper, most often. */
const smallLeakGallonsAnHour = 3.3;

export const isSmallLeak = ({ kind, gallonsAnHour }: { readonly kind: EpisodeKind; readonly gallonsAnHour: number }) =>
  kind === 'leak' && gallonsAnHour < smallLeakGallonsAnHour;
