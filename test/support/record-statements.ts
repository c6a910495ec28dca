import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import pg from 'pg';
// @ts-expect-error the driver's own way of writing a value, which its types leave out
import { prepareValue } from 'pg/lib/utils.js';

/**
 * Setup of Vitest for `npm run record-statements`: writes down each statement that the program says to the database while the tests run,
 * with the shortest values with which it succeeded. What tests say themselves is left out.
 */

/** One statement, as a line of the files that this writes. */
interface HeardStatement {
  readonly sql: string;
  readonly values: readonly (string | null)[];
  readonly isPrepared: boolean;
}

const folder = process.env['CAUDAL_RECORD_STATEMENTS'] ?? '';
const file = join(folder, `${process.pid}-${threadId}.jsonl`);

/** Who calls: the first frame that is neither the driver nor the one place of ours that calls it. */
const between = /node_modules\/pg|src\/store\/database\.ts|record-statements|node:internal/;
const isProgram = /\/src\/(?!.*\.test\.)|node_modules\/(kysely|better-auth|@better-auth)\//;

function isOfProgram(): boolean {
  const caller = (new Error('who calls').stack ?? '')
    .split('\n')
    .slice(1)
    .find((line) => line.includes('/') && !between.test(line));
  return caller !== undefined && isProgram.test(caller);
}

const shortest = new Map<string, number>();

function keep(sql: string, given: readonly unknown[], isPrepared: boolean): void {
  const values = given.map((value) => {
    const prepared: unknown = prepareValue(value);
    if (Buffer.isBuffer(prepared)) return `\\x${prepared.toString('hex')}`;
    return prepared === null ? null : String(prepared);
  });
  const length = values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
  if (length >= (shortest.get(sql) ?? Number.POSITIVE_INFINITY)) return;
  shortest.set(sql, length);
  appendFileSync(file, `${JSON.stringify({ sql, values, isPrepared } satisfies HeardStatement)}\n`);
}

function listen(to: { query: unknown }): void {
  const query = to.query;
  if (typeof query !== 'function') throw new Error('the driver has no query');
  to.query = function heard(this: unknown, ...args: readonly unknown[]): unknown {
    const answer: unknown = query.apply(this, args);
    if (!isOfProgram()) return answer;
    const [asked, more] = args;
    const sql = typeof asked === 'string' ? asked : Reflect.get(Object(asked), 'text');
    const values = typeof asked === 'string' ? more : Reflect.get(Object(asked), 'values');
    if (typeof sql !== 'string') return answer;
    const done = () => keep(sql, Array.isArray(values) ? values : [], Reflect.get(Object(asked), 'name') !== undefined);
    if (answer instanceof Promise) answer.then(done, () => undefined);
    else done();
    return answer;
  };
}

if (folder !== '' && !Reflect.has(globalThis, 'caudalRecords')) {
  Reflect.set(globalThis, 'caudalRecords', true);
  mkdirSync(folder, { recursive: true });
  listen(pg.Client.prototype);
  listen(pg.Pool.prototype);
}
