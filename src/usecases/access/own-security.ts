import { present } from '../../domain/kernel/index.ts';
import {
  authenticatorOf,
  endSession,
  endSessions,
  type OpenSession,
  openRecoveryCodes,
  type Passkey,
  passkeysOf,
  passwordHashOf,
  sessionsOf,
} from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { Visit } from './visit.ts';

/** The ways into a login and who is in. */
export interface OwnSecurity {
  readonly hasPassword: boolean;
  readonly passkeys: readonly Passkey[];
  readonly sessions: readonly OpenSession[];
  /** The authenticator app in use, with how many recovery codes still work. */
  readonly authenticator?: {
    readonly since: Temporal.Instant;
    readonly codesLeft: number;
    readonly areCodesSaved: boolean;
  };
}

export async function ownSecurity(db: Database, loginId: string): Promise<OwnSecurity> {
  const [kept, password, passkeys, sessions] = await Promise.all([
    authenticatorOf(db, loginId),
    passwordHashOf(db, loginId),
    passkeysOf(db, loginId),
    sessionsOf(db, loginId),
  ]);
  const authenticator =
    kept?.verifiedAt === undefined
      ? undefined
      : {
          since: kept.verifiedAt,
          codesLeft: (await openRecoveryCodes(db, loginId)).length,
          areCodesSaved: kept.codesSavedAt !== undefined,
        };
  return {
    ...present({ authenticator }),
    hasPassword: password !== undefined,
    passkeys,
    sessions,
  };
}

/** Signs the login out of one of its own sessions. */
export async function endOwnSession(
  db: Database,
  { loginId, sessionId }: { readonly loginId: string; readonly sessionId: string },
  { now, address }: Visit,
): Promise<void> {
  await db.transaction(async (tx) => {
    await endSession(tx, loginId, sessionId);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.session-ended', address });
  });
}

/** Signs the login out everywhere but here. */
export async function endOtherSessions(
  db: Database,
  { loginId, sessionId }: { readonly loginId: string; readonly sessionId: string },
  { now, address }: Visit,
): Promise<void> {
  await db.transaction(async (tx) => {
    await endSessions(tx, loginId, sessionId);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.other-sessions-ended', address });
  });
}
