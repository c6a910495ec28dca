/**
 * How long one pool's work may wait for the database before it is given up and rolled back. The server keeps the first three;
 * the others are kept here, for a server that does not answer at all.
 */
export interface TimeLimits {
  /** One statement, from its start. */
  readonly statementMs: number;
  /** A lock that somebody else holds: a row, an account, a table. */
  readonly lockMs: number;
  /** A transaction that asks for nothing while it waits for something else. */
  readonly idleMs: number;
  /** A connection to the server. */
  readonly connectMs: number;
  /** A turn in a pool that is used up. */
  readonly turnMs: number;
  /** A connection that nobody uses; as `pg` has it where nothing is said, which is ten seconds. */
  readonly unusedMs?: number;
}

const second = 1000;
const minute = 60 * second;

/**
 * A page: a person waits for it, and everybody else behind its connection. A connection stays for the next rush: on a new one
 * PostgreSQL computes twenty times as long for the first page, since it plans each statement.
 */
export const pageLimits: TimeLimits = {
  statementMs: 10 * second,
  lockMs: 4 * second,
  idleMs: 30 * second,
  connectMs: 4 * second,
  turnMs: 4 * second,
  unusedMs: 10 * minute,
};

/** A look at whether the database answers, by somebody who asks again in some seconds. */
export const probeLimits: TimeLimits = {
  statementMs: 5 * second,
  lockMs: second,
  idleMs: 5 * second,
  connectMs: 2 * second,
  turnMs: 2 * second,
};

/** A file that staff upload and that is taken in while they wait. */
export const uploadLimits: TimeLimits = {
  statementMs: 10 * minute,
  lockMs: 30 * second,
  idleMs: 10 * minute,
  connectMs: 4 * second,
  turnMs: 30 * second,
};

/** A job: begun again later where it came to a limit, so it need not wait for ever either. */
export const jobLimits: TimeLimits = {
  statementMs: 10 * minute,
  lockMs: 30 * second,
  idleMs: 10 * minute,
  connectMs: 10 * second,
  turnMs: 2 * minute,
};

/** A command: an import or a bill run of a whole utility is one, and somebody watches it. */
export const commandLimits: TimeLimits = {
  statementMs: 2 * 60 * minute,
  lockMs: 5 * minute,
  idleMs: 2 * 60 * minute,
  connectMs: 10 * second,
  turnMs: 10 * minute,
};

/** After its own limit a server that lives has said so; one that has not is not waited for. */
export const answerGraceMs = 2 * second;
