/**
 * Writes down what this release says to the database, from what test/support/record-statements.ts heard while the tests ran:
 * `node scripts/record-statements.ts FOLDER [INTO]`. `npm run record-statements`, through bin/record-statements.mjs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { startEmbeddedPostgres } from '../src/gateways/embedded-postgres.ts';
import { readMigrations } from '../src/gateways/migration-files.ts';
import { openDatabase } from '../src/store/database.ts';
import { migrateJobs } from '../src/store/jobs.ts';
import { migrate } from '../src/store/migrate.ts';
import {
  columnsOf,
  copied,
  mayBeRun,
  prepareToTry,
  runAndTakeBack,
  type SaidStatement,
  saidFile,
} from '../test/support/said-statements.ts';

type Heard = Pick<SaidStatement, 'sql' | 'values' | 'isPrepared'>;

/** Whatever reads or writes; not transactions, settings, or what migrates. */
const reads = /^\s*(with|select|insert|update|delete|merge|copy|values)\b/i;
const temporaryTable = /^\s*create\s+temp(orary)?\s+table/i;
/** The demo's own tables go with the demo, and jobs are graphile-worker's. */
const ofOthers = /\bdemo\.|graphile_worker\._/;

/** What is copied into a month's own table could go into the whole. */
const monthOfTable = /^(\s*copy \w+)_\d{4}_\d\d\b/;

const lengthOf = ({ values }: Heard): number => values.reduce((sum, value) => sum + (value?.length ?? 0), 0);

function heardIn(folder: string): readonly Heard[] {
  const shortest = new Map<string, Heard>();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')) {
      const said: Heard = JSON.parse(line);
      const one = { ...said, sql: said.sql.replace(monthOfTable, '$1') };
      const before = shortest.get(one.sql);
      if (before === undefined || lengthOf(one) < lengthOf(before)) shortest.set(one.sql, one);
    }
  }
  return [...shortest.values()].toSorted((one, other) => (one.sql < other.sql ? -1 : 1));
}

const [, , folder = '', into = saidFile] = process.argv;
const heard = heardIn(folder);
const parent = await mkdtemp(join(tmpdir(), 'caudal-statements-'));
await chmod(parent, 0o755);
const server = await startEmbeddedPostgres({ folder: join(parent, 'postgres'), settings: ['fsync=off'] });
const db = openDatabase(server.url('postgres'), 1);
try {
  const migrations = await readMigrations('db/migrations');
  await migrate(db, migrations);
  await migrateJobs(db);
  const client = await db.pool.connect();
  const temporary: string[] = [];
  await prepareToTry(client, []);
  for (const { sql } of heard.filter((one) => temporaryTable.test(one.sql))) {
    const lasting = sql.replace(/\bon commit drop\b/i, '');
    await client.query(lasting).then(
      () => temporary.push(lasting),
      () => undefined,
    );
  }
  const statements: SaidStatement[] = [];
  const leftOut: string[] = [];
  for (const one of heard.filter(({ sql }) => reads.test(sql) && !ofOthers.test(sql))) {
    const gives = copied(one.sql) === undefined ? await columnsOf(client, one.sql).catch(() => undefined) : {};
    if (gives === undefined) leftOut.push(one.sql);
    else {
      const succeeds =
        copied(one.sql) === undefined && mayBeRun(one) && (await runAndTakeBack(client, one)) === undefined;
      statements.push({ ...one, gives, succeeds });
    }
  }
  client.release(true);
  const head = { release: manifest.version, migration: migrations.at(-1)?.name ?? '', temporary };
  await writeFile(into, `${[head, ...statements].map((line) => JSON.stringify(line)).join('\n')}\n`);
  console.log(
    `${statements.length} statements of Caudal ${head.release} with ${head.migration}, ${statements.filter(({ succeeds }) => succeeds).length} of which succeed in an empty database, stand in ${into}.`,
  );
  for (const sql of leftOut) console.log(`Left out, since the tables do not know it: ${sql.replaceAll(/\s+/g, ' ')}`);
} finally {
  await db.close();
  await server.stop();
  await rm(parent, { recursive: true, force: true });
}
