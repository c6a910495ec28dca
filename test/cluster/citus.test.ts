import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { readMigrations } from '../../src/gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { ensureMonths } from '../../src/store/metering/intervals.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type CitusServers, citusServers, citusUrl, withoutCitus } from '../support/citus-database.ts';
import { caudal } from '../support/command.ts';
import { test as plain } from '../support/database.ts';

/** A migrated database on every server of a cluster, with hours and nothing distributed yet; made for the file. */
const test = plain
  .extend('servers', { scope: 'file' }, async () => {
    const servers = await citusServers(citusUrl ?? '');
    await servers.drop('caudal_unapplied');
    await servers.create('caudal_unapplied');
    await servers.join('caudal_unapplied');
    const db = openDatabase(servers.url('caudal_unapplied'), 2);
    await migrate(db, await readMigrations('db/migrations'));
    await ensureMonths(db, [Temporal.PlainDate.from('2026-05-01'), Temporal.PlainDate.from('2026-06-01')]);
    await db.query(
      `insert into meter_day select meter, '2026-05-31'::date + day, 1, 1, 1, decode(md5(meter || ' ' || day), 'hex')
       from generate_series(1, 200) meter, generate_series(0, 1) day`,
    );
    await db.query(`insert into received_day values (7, '2026-05-31', 1, 1, 1, '\\x01')`);
    await db.close();
    await servers.quiet('caudal_unapplied');
    return servers;
  })
  .extend('cluster', async ({ servers }, { onCleanup }) => {
    const name = `caudal_cluster_${crypto.randomUUID().slice(0, 8)}`;
    await servers.create(name, 'caudal_unapplied');
    const db = openDatabase(servers.url(name), 4);
    onCleanup(async () => {
      await db.close();
      await servers.drop(name);
    });
    return { db, servers };
  });

const everyHour = (db: DatabasePool) =>
  db.query('select meter_id, day, import_id, hours from meter_day order by meter_id, day');

interface Seen {
  readonly db: DatabasePool;
  readonly servers: CitusServers;
}

describe.skipIf(citusUrl === undefined)(`a coordinator and its workers (else ${withoutCitus})`, () => {
  test('asked first, done whole, and the same rows are there afterwards', async ({ cluster }) => {
    const { db }: Seen = cluster;
    const before = await everyHour(db);
    expect(before).toHaveLength(400);
    expect((await caudal(db, ['cluster', 'plan'])).out).toMatch(
      /Nothing stands in the way\.\nTo do it: npx caudal cluster apply$/,
    );
    const unasked = await caudal(db, ['cluster', 'apply']);
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('Say --yes.')]);
    const no = await caudal(db, ['cluster', 'apply'], { answers: ['no'] });
    expect([no.code, no.err]).toEqual([1, 'Nothing was changed.']);
    expect((await caudal(db, ['cluster', 'status'])).out).toContain('The hours are all on the coordinator still');

    const yes = await caudal(db, ['cluster', 'apply', '--shards', '4'], { answers: ['yes'] });
    expect(yes.code).toBe(0);
    expect(yes.out).toContain('meter_day is distributed by meter: 400 rows.');
    expect(await everyHour(db)).toEqual(before);
    expect((await caudal(db, ['cluster', 'apply', '--yes'])).out).toBe('All of it was done already.');
    const status = await caudal(db, ['cluster', 'status']);
    expect([status.code, status.out]).toEqual([
      0,
      expect.stringMatching(/worker +\d+ shards .*reached by all\n[\s\S]*All is as it should be\.$/),
    ]);
    expect((await caudal(db, ['cluster', 'plan'])).out).toMatch(/All of it is done\.$/);
  });

  test('killed between two tables it goes on with the second, and says meanwhile what is not right', async ({
    cluster,
  }) => {
    const { db }: Seen = cluster;
    const before = await everyHour(db);
    await db.transaction(async (tx) => {
      await tx.query('lock table received_day in row exclusive mode');
      const run = caudal(db, ['cluster', 'apply', '--yes', '--shards', '4']);
      const ended = expect(run).rejects.toThrow();
      await killWhoWaits(tx);
      await ended;
    });
    const status = await caudal(db, ['cluster', 'status']);
    expect(status.code).toBe(1);
    expect(status.out).toContain(
      'not right: received_day is not distributed, the others are: npx caudal cluster apply',
    );
    expect(status.out).toContain('rows from before that nobody sees (meter_day_2026_05, meter_day_2026_06)');
    expect(await everyHour(db)).toEqual(before);

    const again = JSON.parse((await caudal(db, ['cluster', 'apply', '--yes', '--json'])).out);
    expect(again.distributed).toEqual([{ table: 'received_day', rows: 1 }]);
    expect(again.cleared).toEqual(['meter_day_2026_05', 'meter_day_2026_06', 'received_day_2026_05']);
    expect((await caudal(db, ['cluster', 'status'])).code).toBe(0);
    expect(await everyHour(db)).toEqual(before);
  });

  test('a node that was added gets its share by another apply, which says so first and moves every row whole', async ({
    cluster,
  }) => {
    const { db }: Seen = cluster;
    const [added] = await db.query<{ name: string; port: number }>(
      'select nodename as name, nodeport as port from pg_dist_node where groupid > 0 order by groupid desc limit 1',
    );
    // As it is before it is added: a node that holds nothing.
    const holdsHours = (value: boolean) =>
      db.query(`select citus_set_node_property($1, $2, 'shouldhaveshards', $3)`, [added?.name, added?.port, value]);
    await holdsHours(false);
    await caudal(db, ['cluster', 'apply', '--yes', '--shards', '4']);
    const before = await everyHour(db);
    await holdsHours(true);
    const status = await caudal(db, ['cluster', 'status']);
    expect([status.code, status.out]).toEqual([
      1,
      expect.stringMatching(
        /Some nodes have more than their share[\s\S]*has no part of the hours: npx caudal cluster apply/,
      ),
    ]);
    expect((await caudal(db, ['cluster', 'plan'])).out).toMatch(
      new RegExp(
        `so that each node has its share:\n {2}from \\S+ to ${added?.name}:${added?.port}: 2 parts, [\\s\\S]*To do it: npx caudal cluster apply$`,
      ),
    );
    const unasked = await caudal(db, ['cluster', 'apply']);
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('Move 2 parts to other nodes?')]);

    const moved = await caudal(db, ['cluster', 'apply', '--yes']);
    expect([moved.code, moved.out]).toEqual([0, '2 parts went to another node.']);
    expect(await everyHour(db)).toEqual(before);
    expect((await caudal(db, ['cluster', 'status'])).code).toBe(0);
    expect((await caudal(db, ['cluster', 'apply', '--yes'])).out).toBe('All of it was done already.');
  });

  test('a table of hours that was bound to another is refused, with what to take away', async ({ cluster }) => {
    const { db }: Seen = cluster;
    await db.query(
      `create table note_of_day (meter_id int, day date, foreign key (meter_id, day) references meter_day)`,
    );
    const refused = await caudal(db, ['cluster', 'apply', '--yes']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(
      'meter_day cannot be distributed while it is bound to one machine: note_of_day refers to it',
    );
    expect(refused.err).toMatch(/Nothing was changed\.$/);
  });

  test('a table that somebody else gave to Citus is said', async ({ cluster }) => {
    const { db }: Seen = cluster;
    await caudal(db, ['cluster', 'apply', '--yes', '--shards', '4']);
    await db.query(`select create_reference_table('form_answer')`);
    const status = await caudal(db, ['cluster', 'status']);
    expect([status.code, status.out]).toEqual([
      1,
      expect.stringContaining('form_answer was given to Citus by somebody else than Caudal'),
    ]);
  });
});

/** Ends the connection that waits for a table, as soon as one does. */
async function killWhoWaits(tx: Pick<DatabasePool, 'query'>): Promise<void> {
  for (;;) {
    const ended = await tx.query(
      `select pg_terminate_backend(l.pid) from pg_locks l
       where l.relation = 'received_day'::regclass and not l.granted`,
    );
    if (ended.length > 0) return;
    await pause(20);
  }
}
