import { isBefore } from '../kernel/index.ts';

/** Days of an account at a premise: from the first, to the first no longer served. */
export interface Occupancy {
  readonly from: Temporal.PlainDate;
  readonly to?: Temporal.PlainDate;
}

const overlap = (one: Occupancy, other: Occupancy): boolean =>
  (one.to === undefined || isBefore(other.from, one.to)) && (other.to === undefined || isBefore(one.from, other.to));

export interface Sharing extends Occupancy {
  readonly account: string;
  /** The first service point that an agreement names for it. */
  readonly servicePoint?: string;
}

/**
 * Which part of a premise each of its accounts has: the whole of it where nobody else is there, else a part with its own
 * service points, so that nobody sees a neighbour's water. A part is called by the service point, since the next account
 * there has it too; where no agreement says which is whose, by the account, and has no meter to show.
 */
export function sharePremise(
  premise: string,
  there: ReadonlyMap<string, readonly Occupancy[]>,
  accounts: readonly Sharing[],
): ReadonlyMap<string, string> {
  const taken = new Map([...there].map(([part, occupancies]) => [part, [...occupancies]]));
  const parts = new Map<string, string>();
  for (const one of accounts) {
    const called = [premise, ...(one.servicePoint === undefined ? [] : [`${premise}/${one.servicePoint}`])];
    const free = called.find((part) => !(taken.get(part) ?? []).some((other) => overlap(one, other)));
    const part = free ?? `${premise}/${one.account}`;
    parts.set(one.account, part);
    taken.set(part, [...(taken.get(part) ?? []), one]);
  }
  return parts;
}
