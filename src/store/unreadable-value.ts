import pg from 'pg';

/** A value that its column cannot hold: no number of that size, no such day, no text (PostgreSQL's class 22). */
export const isUnreadableValue = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code?.startsWith('22') === true;
