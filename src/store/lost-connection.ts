import pg from 'pg';

/** The server stopped, ended our session or has no room (PostgreSQL's classes 08, 53 and 57P), or its address is silent. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|53|57P)/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isConnectionLost);
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code) ||
    /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/.test(
      error.message,
    )
  );
}

/** The server does not let this user or password in (PostgreSQL's class 28). */
export const isRefusedLogin = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code?.startsWith('28') === true;

/** It is starting up, recovering or going down (PostgreSQL's 57P03). */
export const isStartingUp = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '57P03';
