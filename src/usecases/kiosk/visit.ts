import { firstStep, type KioskChoice, type KioskStep } from '../../domain/kiosk/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import type { Database } from '../../store/database.ts';
import {
  type FoundKiosk,
  findKiosk,
  insertVisit,
  insertWipeCheck,
  noteDeviceSeen,
  openVisits,
  touchVisit,
} from '../../store/kiosk/index.ts';
import { endVisit } from './end-visit.ts';

/** A lobby computer as its browser's cookies name it, with the visit that runs there. */
export type Kiosk = FoundKiosk;

/** Undefined where the device's cookie is of no computer in service. */
export async function recogniseKiosk(
  db: Database,
  { device, visit }: { readonly device: string; readonly visit: string | undefined },
  now: Temporal.Instant,
): Promise<Kiosk | undefined> {
  const found = await findKiosk(db, { deviceHash: hashToken(device), visitHash: hashToken(visit ?? '') });
  if (found !== undefined) await noteDeviceSeen(db, found.deviceId, now);
  return found;
}

/** Begins a visit; one that was left open there, by a browser that was closed, is over. Gives the token of its cookie. */
export async function beginVisit(
  db: Database,
  { deviceId, choice }: { readonly deviceId: number; readonly choice: KioskChoice },
  now: Temporal.Instant,
): Promise<string> {
  const token = newToken();
  await db.transaction(async (tx) => {
    for (const open of await openVisits(tx, deviceId)) {
      await endVisit(tx, { visitId: open.id, how: 'left', cookiesDropped: undefined }, now);
    }
    await insertVisit(tx, { deviceId, tokenHash: hashToken(token), choice, step: firstStep(choice), now });
  });
  return token;
}

/** A sign of the visitor, and where they are now. */
export const noteVisit = (
  db: Database,
  visit: { readonly id: number; readonly step: KioskStep | undefined; readonly loginSessionId: string | undefined },
  now: Temporal.Instant,
): Promise<void> => touchVisit(db, { ...visit, now });

/** What the browser still had when it came back after a visit: the proof of the wipe, kept once. */
export const checkWipe = (
  db: Database,
  check: { readonly visitId: number; readonly cookiesLeft: readonly string[] },
  now: Temporal.Instant,
): Promise<void> => insertWipeCheck(db, { ...check, now });
