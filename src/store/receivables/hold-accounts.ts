import { present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';

/** An account as it stands while it is held. */
interface HeldAccount {
  readonly accountId: number;
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
}

/**
 * A transaction that holds accounts: nobody else can change what they owe or are billed until it ends. Only through it can
 * entries be posted, and only of the accounts that it holds.
 */
export interface Books extends Transaction {
  /** The held account of an id; another one throws. */
  account(accountId: number): HeldAccount;
}

/**
 * Begins a transaction, holds the accounts, works, and commits; a refusal leaves nothing behind, unless it says `kept`.
 * An id of no account holds nothing.
 */
export const holdAccounts = <Value>(
  db: Database,
  accountIds: readonly number[],
  work: (books: Books) => Promise<Value>,
): Promise<Value> => db.transaction(async (tx) => work(await hold(tx, accountIds)));

/**
 * The same in a transaction that has begun. Accounts are locked in the order of their ids and before any bill, payment or
 * draft of theirs, so two verbs never wait for each other; docs/decisions/0009 has the whole order. Rows that point to an
 * account (audit events, notices) can be written meanwhile by others.
 */
export async function hold(tx: Transaction, accountIds: readonly number[]): Promise<Books> {
  const ids = [...new Set(accountIds)];
  const rows =
    ids.length === 0
      ? []
      : await tx.query<{ id: number; closed_on: Temporal.PlainDate | null }>(
          'select id, closed_on from account where id = any($1::bigint[]) order by id for no key update',
          [ids],
        );
  const held = new Map(rows.map(({ id, closed_on: closedOn }) => [id, { accountId: id, ...present({ closedOn }) }]));
  const account = (accountId: number): HeldAccount => {
    const found = held.get(accountId);
    if (found === undefined) throw new Error(`account ${accountId} is not held`);
    return found;
  };
  return { ...tx, account };
}
