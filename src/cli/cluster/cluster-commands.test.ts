import { describe, expect } from 'vitest';
import { citusUrl } from '../../../test/support/citus-database.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import type { Placed } from '../../domain/cluster/index.ts';
import { planCluster } from '../../usecases/cluster/index.ts';

test('every table has its place: hours by meter and bound by nothing, the rest on the coordinator', async ({ db }) => {
  const { placed } = await planCluster(db);
  const byMeter = placed.filter((one) => one.shouldLie === 'by-meter');
  expect(byMeter.map(({ table, ties }) => [table.name, ties]).toSorted()).toEqual([
    ['meter_day', []],
    ['received_day', []],
  ]);
  const staying = (name: string) => placed.find(({ table }) => table.name === name);
  for (const money of ['ledger_entry', 'posting', 'bill', 'payment']) {
    expect(staying(money)?.shouldLie).toBe('coordinator');
  }
  // Each with a meter of its own has a reason that Citus would give.
  const untied = placed.filter(({ table, ties }: Placed) => table.hasMeter && ties.length === 0);
  expect(untied.map(({ table }) => table.name).toSorted()).toEqual(['meter_day', 'received_day']);
  expect(staying('register_read')?.ties).toEqual([
    { kind: 'key-without-meter', names: ['PRIMARY KEY (id)', 'UNIQUE (supersedes_id)'] },
    { kind: 'refers-to', names: ['meter'] },
    { kind: 'referred-by', names: ['register_read_doubt'] },
    { kind: 'trigger', names: ['register_read_append_only'] },
  ]);
});

describe.skipIf(citusUrl !== undefined)('one PostgreSQL without Citus', () => {
  test('plan says what would be done, how large it is, and what to install', async ({ db }) => {
    await db.query(
      `insert into meter_day select meter, '2026-05-01', 1, 1, 1, '\\x00' from generate_series(1, 1000) meter`,
    );
    await db.query('analyze meter_day');
    const { code, out } = await caudal(db, ['cluster', 'plan']);
    expect(code).toBe(0);
    expect(out).toContain('This database is one PostgreSQL, without Citus');
    expect(out).toMatch(/meter_day +1000 rows +\d+ [kM]B {2}to be done/);
    expect(out).toMatch(/register_read .* stays: a key without the meter, PRIMARY KEY \(id\)/);
    expect(out).toMatch(/What stands in the way:\n {2}Citus is not installed on this PostgreSQL\. Install Citus 13\.2/);
    const said = JSON.parse((await caudal(db, ['cluster', 'plan', '--json'])).out);
    expect(said).toMatchObject({ hindrances: [{ kind: 'not-installed' }], isApplied: false });
  });

  test('apply changes nothing and says that one machine is enough; status is no complaint', async ({ db }) => {
    const applied = await caudal(db, ['cluster', 'apply', '--yes']);
    expect(applied.code).toBe(1);
    expect(applied.err).toMatch(/a million meters fit .*\nCitus is not installed[^\n]*\nNothing was changed\.$/);
    const status = await caudal(db, ['cluster', 'status']);
    expect([status.code, status.err]).toEqual([0, '']);
    expect(status.out).toMatch(/^This database is one PostgreSQL, without Citus: all of it is on one machine\./);
  });
});
