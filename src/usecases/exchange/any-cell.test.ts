import fc from 'fast-check';
import { expect } from 'vitest';
import { cisPackage, simulatedBill, simulatedHomes } from '../../../test/support/cis-package.ts';
import { test } from '../../../test/support/database.ts';
import { runs } from '../../../test/support/properties.ts';
import { type PackageFileName, packageFileNames, packageFiles } from '../../domain/exchange/index.ts';
import { importFolder } from './index.ts';

const first = simulatedBill('B1', 'A1', { issued: '2026-05-01', charges: '61.34', forward: '5.00', due: '66.34' });
const second = simulatedBill('B2', 'A2', { issued: '2026-05-01', charges: '40.00', due: '40.00' });

/** Three homes of which everything is said that a package can say. */
const whole: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  ...simulatedHomes(3),
  'agreements.csv': [{ agreement: 'G1', account_number: 'A1', service_point: 'S1', from: '2020-01-01' }],
  'account-people.csv': [{ account_number: 'A1', customer_number: 'C2', role: 'tenant' }],
  'bills.csv': [first.bill, second.bill],
  'bill-lines.csv': [first.line, second.line],
  'bill-reads.csv': [{ bill_number: 'B1', service_point: 'S1', meter: 'M1', usage: '9', unit: 'ccf' }],
  'transactions.csv': [
    { transaction_id: 'T1', account_number: 'A1', on: '2026-05-08', kind: 'payment', amount: '-10.00' },
    { transaction_id: 'T2', account_number: 'A2', on: '2026-05-08', kind: 'fee', amount: '1.50' },
  ],
  'balances.csv': [
    { account_number: 'A1', as_of: '2026-05-10', balance: '56.34' },
    { account_number: 'A2', as_of: '2026-05-10', balance: '41.50' },
  ],
  'register-reads.csv': [{ meter: 'M1', read_on: '2026-05-01', read: '120' }],
};

/** Values that a cell of its kind may hold and that ask much of what stands behind it. */
const cellsOf = (file: PackageFileName, name: string): readonly string[] => {
  const column = (
    packageFiles[file].columns as Readonly<Record<string, { kind: string; max?: number; codes?: readonly string[] }>>
  )[name];
  const others = (whole[file] ?? []).flatMap((row) => row[name] ?? []);
  switch (column?.kind) {
    case 'date':
      return ['1800-01-01', '2999-12-31', '2020-01-01', '2026-05-01', '2026-05-10', '', ...others];
    case 'money':
      return ['0.00', '-0.01', '999999999999.99', '-999999999999.99', '', ...others];
    case 'decimal':
      return ['0', '-1', '0.5', '1', '999999999999999', '0.00000000000001', '', ...others];
    case 'integer':
      return ['0', '1', '2', '12', '999999999', ''];
    case 'code':
      return [...(column.codes ?? []), ''];
    case 'yes-no':
      return ['yes', 'no', ''];
    default:
      return ['', '0', '007', '-', 'null', "O'Hara ñ 水 🚰", '97000-1234', 'x'.repeat(column?.max ?? 1), ...others];
  }
};

interface Odd {
  readonly file: PackageFileName;
  readonly row: number;
  readonly name: string;
  readonly cell: string;
}

const odd: fc.Arbitrary<Odd> = fc
  .constantFrom(...packageFileNames.filter((file) => whole[file] !== undefined))
  .chain((file) =>
    fc
      .record({
        row: fc.nat({ max: (whole[file]?.length ?? 1) - 1 }),
        name: fc.constantFrom(...Object.keys(packageFiles[file].columns)),
      })
      .chain(({ row, name }) =>
        fc.constantFrom(...cellsOf(file, name)).map((cell): Odd => ({ file, row, name, cell })),
      ),
  );

test('whatever stands in a cell, its line goes in or is set aside with a reason', async ({ db }) => {
  await fc.assert(
    fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 4 }), async (cells) => {
      const rows = Object.fromEntries(
        Object.entries(whole).map(([file, ofFile]) => [
          file,
          ofFile.map((row, at) => ({
            ...row,
            ...Object.fromEntries(
              cells.filter((one) => one.file === file && one.row === at).map(({ name, cell }) => [name, cell]),
            ),
          })),
        ]),
      );
      const folder = await cisPackage(rows);
      const taken = await importFolder(db, folder, {
        ...{ by: 'cli', now: Temporal.Instant.from('2026-05-11T09:00:00Z'), zone: 'America/Los_Angeles' },
        ...{ languages: ['es', 'en'], maxClosedPercent: 100, billedBy: 'cis' as const },
        say: ({ code }) => code,
      });
      expect(taken.ok || taken.problem.map(({ code }) => code)).toBe(true);
    }),
    { numRuns: runs(40) },
  );
});
