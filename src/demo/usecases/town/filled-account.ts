import type { SimulatedHousehold } from './simulated-household.ts';

/** An account of the filled town, with what the old portal had for it. */
export interface FilledAccount {
  readonly accountId: number;
  readonly household: SimulatedHousehold;
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn: Temporal.PlainDate | undefined;
}
