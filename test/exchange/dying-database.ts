import type { Database, Transaction } from '../../src/store/database.ts';

/** What a process that is killed says last. */
export class Killed extends Error {
  constructor() {
    super('killed');
  }
}

/** A database whose user is killed before its `nth` statement: what stood in a transaction is gone, and the rest stays. */
export function dyingDatabase<Some extends Database>(db: Some, nth: number): Some {
  let statements = 0;
  const live = <Value>(work: () => Promise<Value>): Promise<Value> => {
    statements += 1;
    return statements >= nth ? Promise.reject(new Killed()) : work();
  };
  const wrapped = <One extends Database>(one: One): One => ({
    ...one,
    query: (sql: string, parameters?: readonly unknown[]) => live(() => one.query(sql, parameters)),
    copyIn: (sql: string, chunks: Iterable<Uint8Array>) => live(() => one.copyIn(sql, chunks)),
    // Also after the commit, before anybody hears of it.
    transaction: async <Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> => {
      const value = await one.transaction((tx) => work(wrapped(tx)));
      return live(() => Promise.resolve(value));
    },
  });
  return wrapped(db);
}
