import { createHash } from 'node:crypto';

/** What is known of a statement that this process says; texts are our own and few, and parameters are never part of one. */
export interface KnownStatement {
  readonly number: number;
  /** A prepared statement's name: each connection parses and plans a text once. */
  readonly name: string;
  /** It changes nothing and holds nothing. */
  readonly isRead: boolean;
  /** What it answers with, once it was asked. It names its columns itself, so no migration changes them while it is said. */
  columns?: readonly Column[];
}

interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

const known = new Map<string, KnownStatement>();

const begins = /^\s*(select|with)\b/i;
const acts =
  /\b(insert\s+into|update|delete\s+from|merge\s+into|share|nextval|setval|set_config|pg_notify|pg_(try_)?advisory\w*)\b/i;

export function knownStatement(sql: string): KnownStatement {
  const before = known.get(sql);
  if (before !== undefined) return before;
  const statement = {
    number: known.size,
    name: createHash('sha256').update(sql).digest('base64url').slice(0, 20),
    isRead: begins.test(sql) && !acts.test(sql),
  };
  known.set(sql, statement);
  return statement;
}
