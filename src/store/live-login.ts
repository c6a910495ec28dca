import pg from 'pg';
import type { Language } from '../domain/kernel/index.ts';

/** A login whose session stands. `Date` is what sign-in calculates with. */
export interface LiveLogin {
  readonly id: string;
  readonly loginId: string;
  readonly email: string | null;
  readonly language: Language;
  readonly createdAt: Date;
}

/** The login of a session's token, unless the session ends before `expiresAfter` or began before `createdAfter`. */
export async function liveLogin(
  pool: pg.Pool,
  { token, expiresAfter, createdAfter }: { token: string; expiresAfter: Date; createdAfter: Date },
): Promise<LiveLogin | undefined> {
  const { rows } = await pool.query<LiveLogin>({
    name: 'live-customer-session',
    text: `select s.id, s.login_id as "loginId", l.email, l.language, s.created_at as "createdAt"
      from login_session s join login l on l.id = s.login_id
      where s.token = $1 and s.expires_at > $2 and s.created_at > $3`,
    values: [token, expiresAfter, createdAfter],
    types: pg.types,
  });
  return rows[0];
}
