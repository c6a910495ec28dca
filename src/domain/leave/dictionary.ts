import { type KeptTable, keptTables } from './kept-tables.ts';
import { type SignInTable, schemasLeft, signInTables, tablesLeft } from './tables-left.ts';
import { filedColumns, type Withheld, withheldColumns } from './withheld.ts';

/** A table as the database's catalog has it. */
export interface DescribedTable {
  readonly name: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly isRequired: boolean;
    readonly isGenerated: boolean;
  }[];
  readonly key: readonly string[];
  readonly constraints: readonly string[];
}

/** What each file of `caudal/` holds, column by column, in Markdown. */
export function dictionary(tables: readonly DescribedTable[]): string {
  const kept = tables.filter(({ name }) => name in keptTables);
  const signIns = tables.filter(({ name }) => name in signInTables);
  return [
    '# Data dictionary',
    '',
    'The files of `caudal/` in an export of everything, a table each: `TABLE.csv`, RFC 4180, UTF-8, a header row, rows in the order of the key.',
    'A cell that is empty has no value; `""` is a text without letters. Amounts are whole cents (`_cents`), moments are in UTC, days',
    'have no zone, an array is `{…}`, bytes are `\\x` and hexadecimal digits, `json` is JSON. `*`: there is always a value.',
    '',
    ...kept.flatMap((table) => described(table, keptTables[table.name as KeptTable])),
    '## What opens a door',
    '',
    'Only with `--with-sign-ins`.',
    '',
    ...signIns.flatMap((table) => described(table, signInTables[table.name as SignInTable])),
    '## What stays',
    '',
    '| table | why |',
    '| --- | --- |',
    ...Object.entries(tablesLeft).map(([name, why]) => `| \`${name}\` | ${why} |`),
    ...Object.entries(schemasLeft).map(([name, why]) => `| all of \`${name}\` | ${why} |`),
    '',
  ].join('\n');
}

function described({ name, columns, key, constraints }: DescribedTable, says: string): readonly string[] {
  const withheld = withheldColumns[name as KeptTable] ?? {};
  return [
    `### ${name}`,
    '',
    `${says.replace(/^./, (first) => first.toUpperCase())}. Key: ${key.map((column) => `\`${column}\``).join(', ')}.`,
    '',
    '| column | holds | |',
    '| --- | --- | --- |',
    ...columns
      .filter(({ isGenerated }) => !isGenerated)
      .map((column) => {
        const notes = [
          ...constraints.flatMap((constraint) => noteOf(column.name, constraint)),
          ...(filedColumns[name as KeptTable] === column.name ? ['a file of its own'] : []),
          ...(withheld[column.name] === undefined ? [] : [withheldWords[withheld[column.name] ?? 'replaced']]),
        ];
        return `| \`${column.name}\`${column.isRequired ? ' *' : ''} | ${typeWords(column.type)} | ${notes.join('; ')} |`;
      }),
    '',
  ];
}

const withheldWords: Readonly<Record<Withheld, string>> = {
  replaced: 'opens a door: “left out” without `--with-sign-ins`',
  'emptied-if-private': 'empty where `private`, without `--with-sign-ins`',
  'dropped-if-private': 'empty where `private`, without `--with-sign-ins`',
};

const words: Readonly<Record<string, string>> = {
  bigint: 'whole number',
  integer: 'whole number',
  smallint: 'whole number',
  numeric: 'decimal',
  real: 'decimal',
  'double precision': 'decimal',
  boolean: '`t` or `f`',
  'timestamp with time zone': 'moment',
  date: 'day',
  bytea: 'bytes',
  jsonb: 'json',
};

function typeWords(type: string): string {
  if (type.endsWith('[]')) return `list of ${typeWords(type.slice(0, -2))}`;
  return words[type] ?? type.replace('character', 'text').replace(/\((\d+)\)/, ', $1');
}

/** Where a column leads, and which codes it may hold, as far as a constraint of one column says it. */
function noteOf(column: string, constraint: string): readonly string[] {
  const [, from, to, toColumn] = /^FOREIGN KEY \((\w+)\) REFERENCES (\w+)\((\w+)\)/.exec(constraint) ?? [];
  if (from === column) return [`\`${to}.${toColumn}\``];
  const [, one, codes = ''] = /^CHECK \(\((\w+) = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(constraint) ?? [];
  if (one !== column) return [];
  return [[...codes.matchAll(/'([^']*)'::text/g)].map(([, code]) => `\`${code}\``).join(' ')].filter(
    (note) => note !== '',
  );
}
