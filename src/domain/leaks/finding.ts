/** What the detectors tell apart. */
export const findingKinds = [
  'continuous-flow',
  'steady-flow',
  'added-flow',
  'small-flow',
  'overnight-minimum',
  'burst',
  'open-hose',
  'night-flow-rise',
  'risen-flow',
  'vacation-use',
  'no-flow',
  'high-use',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** The kinds that say that water is being lost; the others say that somebody should look. */
export const leakKinds: readonly FindingKind[] = [
  'continuous-flow',
  'steady-flow',
  'added-flow',
  'small-flow',
  'overnight-minimum',
  'burst',
  'night-flow-rise',
  'risen-flow',
];

export interface Finding {
  readonly kind: FindingKind;
  /** Begin of the first hour that supports it. */
  readonly beganAt: Temporal.Instant;
  /** End of the hour with which the rule was first met. */
  readonly foundAt: Temporal.Instant;
  /** End of the last hour that supports it; where that is the span's end, it goes on as far as is known. */
  readonly seenAt: Temporal.Instant;
  /** What runs that should not; 0 for `no-flow`. */
  readonly gallonsAnHour: number;
  /** What has run so from `beganAt` to `seenAt`, in known hours. */
  readonly gallonsLost: number;
  readonly evidence: Evidence;
}

/** Why: what the rule looked at, asked for and saw. Enough for the sentence that a person reads. */
export interface Evidence {
  /** Hours of the window, or of the nights' windows together, with which the rule was first met. */
  readonly windowHours: number;
  /** What the rule asks for, in gallons an hour. */
  readonly thresholdGallonsAnHour: number;
  /** Known hours that support the finding, up to `seenAt`. */
  readonly hoursCounted: number;
  readonly lowestGallonsAnHour: number;
  /** Of this meter by its own history; only from the rules that compare with it. */
  readonly usualGallonsAnHour?: number;
  /** Nights that support it; only from the rules that look at nights. */
  readonly nights?: number;
}
