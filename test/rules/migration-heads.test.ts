import { expect, test } from 'vitest';
import { readMigrations } from '../../src/gateways/migration-files.ts';
import { planMigrations } from '../../src/store/migration-plan.ts';
import { migrationFaults } from './migration-heads.ts';

test('every migration has its number, and says which release needs it and whether it takes something away', async () => {
  const migrations = await readMigrations('db/migrations');
  expect(planMigrations(migrations, [])).toHaveLength(migrations.length);
  expect(migrationFaults(migrations)).toEqual([]);
});

test('the check sees a planted one that says nothing, takes away, goes back or could not run again', async () => {
  expect(migrationFaults(await readMigrations('test/rules/planted/migrations'))).toEqual([
    '0049_silent.sql does not begin with "-- release: 0.2.0 expand" or "contract"',
    '0050_takes_away.sql says that it expands and takes something away',
    '0051_backwards.sql is of 0.2.0, after one of 0.3.0',
    '0052_once_only.sql runs outside a transaction and could not run again after it was cut off',
    '0081_other_type.sql says that it expands and changes the type of a column',
  ]);
});
