export const homeKinds = ['house', 'attached', 'apartment', 'manufactured'] as const;
export type HomeKind = (typeof homeKinds)[number];

/** Toilets, showerheads and washing machine: all of the kind that saves water, some, or from before 1994. */
export const fixtureKinds = ['efficient', 'mixed', 'older'] as const;
export type FixtureKind = (typeof fixtureKinds)[number];

/** What a customer told about the home. Everything may be unsaid, and unsaid is not no. */
export interface HouseholdProfile {
  readonly occupants?: number;
  readonly home?: HomeKind;
  /** Lawn and garden that are watered, in square feet; 0 where nothing is. */
  readonly irrigatedSquareFeet?: number;
  readonly pool?: boolean;
  readonly fixtures?: FixtureKind;
  readonly softener?: boolean;
}

/** Beyond these somebody mistyped, or it is no household. */
export const householdLimits = { occupants: 50, irrigatedSquareFeet: 500_000 } as const;
