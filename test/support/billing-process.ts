import type { Database, DatabasePool, Transaction } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { cancelBillRun, postBillRun } from '../../src/usecases/billing/index.ts';
import { billingPolicyForTests } from './bill-cycle.ts';
import { dyingAt } from './dying-at.ts';
import { referenceUtility as utility } from './reference-utility.ts';

/**
 * A process that posts or cancels a bill run and nothing else: `node billing-process.ts DATABASE_URL post|cancel RUN NOW N`. It
 * dies at its Nth statement, inside a transaction or between two.
 */
const [url = '', what = '', run = '', time = '', nth = ''] = process.argv.slice(2);
const die = dyingAt(Number(nth));

/** The same with each statement counted before it goes. */
function counted<Kind extends Database>(db: Kind): Kind {
  return {
    ...db,
    query(sql: string, parameters?: readonly unknown[]) {
      die();
      return db.query(sql, parameters);
    },
    transaction: (work: (tx: Transaction) => Promise<unknown>) => db.transaction((tx) => work(counted(tx))),
  };
}

const own = openDatabase(url, 4);
const db: DatabasePool = counted(own);
const runId = Number(run);
const now = Temporal.Instant.from(time);
const by = { staffId: 'luis', role: 'supervisor', now, address: '192.0.2.1' } as const;
const done =
  what === 'post'
    ? await postBillRun(db, { runId, policy: billingPolicyForTests, now, staffId: by.staffId })
    : await cancelBillRun(db, { utility }, { runId, reason: 'Read wrong', by });
if (!done.ok) throw new Error(done.problem.code);
await own.close();
