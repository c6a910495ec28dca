import { type ListAsked, present } from '../../domain/kernel/index.ts';
import {
  findPremises,
  type KeptPlaceChange,
  type Occupant,
  occupantsOf,
  type Premise,
  placeChanges,
  premiseOf,
  type ServicePointThere,
  servicePointNumbered,
  servicePointsAt,
} from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { StaffView } from '../access/index.ts';

/** A premise with what serves it, who is and was served there, and what was changed. */
export interface Place extends Premise {
  readonly points: readonly ServicePointThere[];
  readonly occupants: readonly Occupant[];
  readonly history: readonly KeptPlaceChange[];
}

const maxShown = 100;

/** A premise by its number, for staff; that they looked is recorded. */
export async function loadPlace(
  db: Database,
  number: string,
  { staffId, now, address }: StaffView,
): Promise<Place | undefined> {
  const premise = await premiseOf(db, number);
  if (premise === undefined) return undefined;
  await recordAudit(db, {
    ...{ at: now, actor: { kind: 'staff', id: staffId }, action: 'premise.opened' },
    ...present({ address }),
    detail: { premise: number },
  });
  return readPlace(db, premise);
}

/** The same for the terminal. */
export async function findPlace(db: Database, number: string): Promise<Place | undefined> {
  const premise = await premiseOf(db, number);
  return premise && readPlace(db, premise);
}

/** A service point by its number, with the last change of its premise. */
export async function findServicePoint(
  db: Database,
  number: string,
): Promise<{ readonly point: ServicePointThere; readonly lastChange: number } | undefined> {
  const point = await servicePointNumbered(db, number);
  const premise = point && (await premiseOf(db, point.premiseNumber));
  return premise && { point, lastChange: premise.lastChange };
}

async function readPlace(db: Database, premise: Premise): Promise<Place> {
  const { premiseId } = premise;
  const [points, occupants, history] = await Promise.all([
    servicePointsAt(db, premiseId),
    occupantsOf(db, premiseId),
    placeChanges(db, premiseId, maxShown),
  ]);
  return { ...premise, points, occupants, history };
}

/** Premises by number or address; every one where they are for a file. */
export const findPlaces = (
  db: Database,
  typed: string,
  page: ListAsked & { readonly today: Temporal.PlainDate; readonly isWhole?: boolean },
): ReturnType<typeof findPremises> => findPremises(db, typed.normalize('NFKC').trim().slice(0, 200), page);
