import pg from 'pg';

/**
 * The server stopped, ended our session (PostgreSQL's classes 08 and 57P; 25P03 and 25P04, which end it for what it did not
 * ask) or has no room (53), its address is silent, or no connection to it was to be had in time.
 */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return !isNodeAway(error) && /^(08|53|57P|25P0[34])/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isConnectionLost);
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code) ||
    /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded when trying to connect|timeout expired)/.test(
      error.message,
    )
  );
}

/**
 * The database itself is there, and said of another machine of its cluster that it does not reach it: hours of meters lie there,
 * and nothing else (docs/decisions/0028-hours-by-meter-on-citus.md).
 */
export const isNodeAway = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '08006' && /\bnode\b/.test(error.message);

/**
 * Nobody's fault and likely to be over soon: the connection was lost, or a limit of time was reached waiting for a statement
 * (57014) or a lock (55P03), or two transactions stood in each other's way (40001, 40P01); or hours lie on a machine that is away. Nothing of it was kept.
 */
export const isUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) ||
  isNodeAway(error) ||
  (error instanceof pg.DatabaseError && ['57014', '55P03', '40001', '40P01'].includes(error.code ?? ''));

/** No room on the database's disk (PostgreSQL's 53100). */
export const isDiskFull = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '53100';

/** The server does not let this user or password in (PostgreSQL's class 28). */
export const isRefusedLogin = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code?.startsWith('28') === true;

/** Nobody listens at its address, at any that its name has: it is not started yet, or has gone. */
export function isConnectionRefused(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnectionRefused);
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}

/** It is starting up, recovering or going down (PostgreSQL's 57P03). */
export const isStartingUp = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '57P03';
