import { present } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import type { Database } from '../../store/database.ts';
import { invitationOfRegistration } from '../../store/delegates/index.ts';
import { type RegistrationPath, registrationByToken } from '../../store/registration/index.ts';
import { stillGoing } from './still-going.ts';

export interface RegistrationState {
  readonly path: RegistrationPath;
  /** The email that was given and written to, once it was. */
  readonly email?: string;
  /** The email that an invitation was sent to: its reader does not type it again. */
  readonly invitedEmail?: string;
}

/** Where the registration of this browser stands; undefined where there is none, it is over or it waited too long. */
export async function registrationState(
  db: Database,
  token: string | undefined,
  now: Temporal.Instant,
): Promise<RegistrationState | undefined> {
  if (token === undefined) return undefined;
  const going = stillGoing(await registrationByToken(db, hashToken(token)), now);
  if (going === undefined) return undefined;
  const invited = going.path === 'invitation' ? await invitationOfRegistration(db, going.id) : undefined;
  return { path: going.path, ...present({ email: going.email, invitedEmail: invited?.email }) };
}
