import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { hourSpan } from '../../src/domain/metering/index.ts';
import { backupsOf } from '../../src/main/backups.ts';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { citusServers, citusUrl, withoutCitus } from '../support/citus-database.ts';
import { caudal } from '../support/command.ts';
import { test } from '../support/database.ts';
import { folderInProject } from '../support/folder-in-project.ts';
import { householdHours, openMeters, storeHours } from '../support/hourly-use.ts';

const everyHour = (db: DatabasePool) =>
  db.query('select meter_id, day, import_id, hours from meter_day order by meter_id, day');

describe.skipIf(citusUrl === undefined)(`a backup of a cluster (else ${withoutCitus})`, () => {
  test('holds every hour of every node, comes back as one PostgreSQL row by row, and as a cluster', async ({ db }) => {
    const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-05-01'), 20);
    for (const meter of await openMeters(db, ['SIM-1', 'SIM-2', 'SIM-3']))
      await storeHours(db, meter, householdHours(span));
    const folder = await folderInProject();
    const backups = (url: string) =>
      backupsOf({
        localFolder: () => folder,
        variables: { PATH: process.env['PATH'], DATABASE_URL: url, CAUDAL_BACKUP_FOLDER: join(folder, 'backups') },
      });
    await mkdir(join(folder, 'backups'));
    const own = backups(db.pool.options.connectionString ?? '');
    expect(await own.backUp({})).toMatchObject({ hasFigures: true });
    // Into the embedded PostgreSQL, which has no Citus.
    expect(await own.drill({})).toMatchObject({ isCompared: true, differs: [], balancesDiffer: false });

    const servers = await citusServers(citusUrl ?? '');
    const name = `caudal_restored_${crypto.randomUUID().slice(0, 8)}`;
    await servers.create(name);
    onTestFinished(() => servers.drop(name));
    await servers.join(name);
    await backups(servers.url(name)).restore({});
    const restored = openDatabase(servers.url(name), 4);
    onTestFinished(() => restored.close());
    expect((await caudal(restored, ['cluster', 'apply', '--yes', '--shards', '4'])).code).toBe(0);
    const hours = await everyHour(db);
    expect(hours).toHaveLength(60);
    expect(await everyHour(restored)).toEqual(hours);
    expect((await caudal(restored, ['cluster', 'status'])).code).toBe(0);
  });
});
