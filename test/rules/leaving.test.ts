import { expect } from 'vitest';
import {
  dictionary,
  filedColumns,
  keptTables,
  schemasLeft,
  signInTables,
  tablesLeft,
  withheldColumns,
} from '../../src/domain/leave/index.ts';
import { catalogTables } from '../../src/store/leave/index.ts';
import { test } from '../support/database.ts';

test('every table of the database goes with an export, or stays and says why', async ({ db }) => {
  const tables = (await catalogTables(db)).map(({ name }) => name);
  expect(tables.length).toBeGreaterThan(150);
  const listed = [...Object.keys(keptTables), ...Object.keys(signInTables), ...Object.keys(tablesLeft)];
  expect(
    tables.filter((name) => !listed.includes(name)),
    'give it a sentence in src/domain/leave/kept-tables.ts, or say in tables-left.ts why it stays',
  ).toEqual([]);
  expect(
    listed.filter((name) => !tables.includes(name)),
    'listed, and not there',
  ).toEqual([]);
  expect(listed.length, 'listed once').toBe(new Set(listed).size);
  const schemas = await db.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema|public$)' order by 1`,
  );
  expect(schemas.map(({ name }) => name)).toEqual(Object.keys(schemasLeft).toSorted());
});

test('no table that goes refers to one that stays, so that nothing of it is missing at the other end', async ({
  db,
}) => {
  const dangling = (await catalogTables(db)).flatMap(({ name, constraints }) =>
    constraints
      .map((constraint) => /^FOREIGN KEY .* REFERENCES (\w+)\(/.exec(constraint)?.[1] ?? '')
      .filter((to) => name in keptTables && to !== '' && !(to in keptTables))
      .map((to) => `${name} -> ${to}`),
  );
  expect(dangling).toEqual([]);
});

test('columns that hold hashes of codes or links are withheld, and each that is named is there', async ({ db }) => {
  const tables = await catalogTables(db);
  const columns = tables.flatMap(({ name, columns: of }) => of.map((column) => `${name}.${column.name}`));
  const withheld = Object.entries(withheldColumns).flatMap(([name, of]) =>
    Object.keys(of).map((one) => `${name}.${one}`),
  );
  const filed = Object.entries(filedColumns).map(([name, column]) => `${name}.${column}`);
  expect([...withheld, ...filed].filter((name) => !columns.includes(name))).toEqual([]);
  // Of entries of the books and of the audit, and what only has such a word in its name: they open nothing.
  const harmless = [
    ...[
      'ledger_entry.input_hash',
      'audit_seal.hash',
      'roster_import.secret_columns',
      'staff_member.must_change_password',
    ],
    // Of use only to who has the key of the utility's processor.
    'payment_method.processor_token',
  ];
  const hashes = columns.filter(
    (name) => /hash|token|secret|password/.test(name) && (name.split('.')[0] ?? '') in keptTables,
  );
  expect(hashes.filter((name) => ![...withheld, ...harmless].includes(name))).toEqual([]);
});

test('the data dictionary of an export has every table that goes, with every column and a word for each type', async ({
  db,
}) => {
  const tables = await catalogTables(db);
  const sections = new Map(
    dictionary(tables)
      .split(/^### /m)
      .map((section) => [section.split('\n', 1)[0] ?? '', section.split('\n## ', 1)[0]]),
  );
  for (const { name, columns } of tables.filter((table) => !(table.name in tablesLeft))) {
    const rows = [...(sections.get(name) ?? '').matchAll(/^\| `([^`]+)`(?: \*)? \| ([^|]*) \|/gm)];
    expect(
      rows.map(([, column]) => column),
      name,
    ).toEqual(columns.filter(({ isGenerated }) => !isGenerated).map((column) => column.name));
    const words = /^(list of )?(text(, \d+)?|whole number|decimal|`t` or `f`|moment|day|bytes|json|uuid)$/;
    expect(rows.filter(([, , type = '']) => !words.test(type)).map(([row]) => row)).toEqual([]);
  }
});
