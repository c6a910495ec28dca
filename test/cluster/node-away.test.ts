import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { DatabasePool } from '../../src/store/database.ts';
import { seeDatabase } from '../../src/usecases/health/index.ts';
import { demoNow, demoTown } from '../leave/demo-town.ts';
import { pagesOf, seenBy, whereTheyDiffer } from '../leave/same-pages.ts';
import { citusUrl, withoutCitus } from '../support/citus-database.ts';
import { caudal } from '../support/command.ts';
import { test } from '../support/database.ts';
import { openMeters } from '../support/hourly-use.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** Lets every worker be known by an address at which nobody listens, or by its own again. */
const workersListen = (db: DatabasePool, doThey: boolean) =>
  db.query(`update pg_dist_node set nodeport = nodeport ${doThey ? '+' : '-'} 30000 where groupid > 0`);

const isReadByBill = (seen: string): boolean =>
  /Your meter is read for each bill\.|Su medidor se lee para cada factura\./.test(seen);

describe.skipIf(citusUrl === undefined)(`while the workers are away (else ${withoutCitus})`, () => {
  test('what a town’s people and staff see without hours is there, what is of hours says so, and all is as before afterwards', async ({
    db,
  }) => {
    const town = await demoTown(db);
    const pages = await pagesOf(db, town);
    const before = await seenBy(db, town, pages);
    await workersListen(db, false);
    const away = await seenBy(db, town, pages);
    await workersListen(db, true);
    const refused = new Map<string, string>();
    for (const [page, seen] of away) {
      const [status, statusBefore] = [seen.slice(0, 3), before.get(page)?.slice(0, 3)];
      // Nobody reads that their meter is read once a bill because its hours are away.
      expect([page, isReadByBill(seen)]).toEqual([page, isReadByBill(before.get(page) ?? '')]);
      if (status === statusBefore) continue;
      expect([page, status]).toEqual([page, '503']);
      const said = page.includes(' es ')
        ? 'El consumo de agua por hora no se puede mostrar en este momento'
        : 'Hourly water use cannot be shown right now';
      expect([page, seen.includes(said)]).toEqual([page, true]);
      const [, , path = ''] = page.split(' ');
      refused.set(
        path,
        path
          .replace(/\?.*/, '')
          .replaceAll(/\d+-\d+/g, 'N')
          .replaceAll(/\/\d+/g, '/N'),
      );
    }
    expect([...new Set(refused.values())].toSorted()).toEqual([
      ...['/accounts/N/advice', '/accounts/N/bill-comparison', '/accounts/N/bills/N/change', '/accounts/N/goal'],
      ...['/accounts/N/indoor-outdoor', '/accounts/N/next-bill', '/accounts/N/use', '/accounts/N/use/hours.csv'],
      '/console/never-billed',
    ]);
    const those = pages.map((own) => own.filter((path) => refused.has(path)));
    expect(whereTheyDiffer(await seenBy(db, town, those), before)).toEqual([]);
  });

  test('an import fails whole, doctor and status say which servers, and the same import again takes all of it in', async ({
    db,
  }) => {
    await openMeters(db, ['SIM-1']);
    const file = join(await scratchFolder(), 'may.csv');
    await writeFile(file, 'meter,time,read,unit\nSIM-1,2026-05-01 00:00,100,gal\nSIM-1,2026-05-01 01:00,104,gal\n');
    await workersListen(db, false);
    await expect(caudal(db, ['import', 'reads', file])).rejects.toThrow(/the remote node/);
    expect(await seeDatabase(db, () => demoNow)).toMatchObject({
      nodesAway: [expect.stringMatching(/:\d+$/), expect.stringMatching(/:\d+$/)],
    });
    const status = await caudal(db, ['cluster', 'status']);
    expect([status.code, status.out]).toEqual([1, expect.stringContaining('is not reached by every other server')]);
    const refused = await caudal(db, ['cluster', 'apply', '--yes']);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/is not reached by[\s\S]*Nothing was changed/),
    ]);
    await workersListen(db, true);

    expect(await db.query('select from meter_day')).toEqual([]);
    const again = await caudal(db, ['import', 'reads', file]);
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('2 reads of 1 meters: 2 new')]);
    expect(await db.query('select from meter_day')).toHaveLength(1);
    expect(await seeDatabase(db, () => demoNow)).toMatchObject({ nodesAway: [] });
  });
});
