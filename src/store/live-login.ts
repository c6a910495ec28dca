import type { Language } from '../domain/kernel/index.ts';
import type { Database } from './database.ts';

/** A session by its token, unless it ends before `expiresAfter` or began before `createdAfter`. */
export interface LiveSession {
  readonly token: string;
  readonly expiresAfter: Temporal.Instant;
  readonly createdAfter: Temporal.Instant;
}

/** A login whose session stands. */
export interface LiveLogin {
  readonly id: string;
  readonly loginId: string;
  readonly email: string | null;
  readonly language: Language;
  readonly createdAt: Temporal.Instant;
}

/** SQL for the session `s` of these three values, for a query around it. */
export const liveSession = (token: string, expiresAfter: string, createdAfter: string): string =>
  `(select id, login_id, created_at from login_session
    where token = ${token} and expires_at > ${expiresAfter} and created_at > ${createdAfter}) s`;

export const liveSessionValues = ({ token, expiresAfter, createdAfter }: LiveSession) =>
  [token, expiresAfter, createdAfter] as const;

/** The columns of `LiveLogin`, of a session `s` and its login `l`. */
export const liveLoginColumns = `s.id, s.login_id as "loginId", l.email, l.language, s.created_at as "createdAt"`;

/** The login of a session that stands. */
export async function liveLogin(db: Database, session: LiveSession): Promise<LiveLogin | undefined> {
  const [row] = await db.query<LiveLogin>(
    `select ${liveLoginColumns}
     from ${liveSession('$1', '$2', '$3')} join login l on l.id = s.login_id`,
    liveSessionValues(session),
  );
  return row;
}
