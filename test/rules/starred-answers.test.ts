import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Statements of the program that answer with all columns of a table. They stay prepared, and PostgreSQL refuses one whose answer
 * changed: a newer release that adds a column would stop this one's pages while it still runs.
 */
function starred(source: string): readonly string[] {
  const found: string[] = [];
  for (const [, text = ''] of source.matchAll(
    /(?:`|')\s*(select\b[^`]*|(?:insert|update|delete|with)\b[^`]*)(?:`|')/g,
  )) {
    const [list = '', rest = ''] = text.startsWith('select') ? text.split(/\bfrom\b/, 2) : ['', ''];
    const from = text.slice(list.length);
    const isOfTable = (alias: string) => new RegExp(`\\b(from|join)\\s+[a-z_.]+\\s+(as\\s+)?${alias}\\b`).test(from);
    if (/^select\s+\*/.test(list) && /^\s*(?!unnest)[a-z_.]+\b(?!\s*\()/.test(rest)) found.push(text);
    else if ([...list.matchAll(/\b(\w+)\.\*/g)].some(([, alias = '']) => isOfTable(alias))) found.push(text);
    else if (/\breturning\s+(\w+\.)?\*\s*$/.test(text)) found.push(text);
  }
  return found.map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 80));
}

test('a statement that answers with whatever columns a table has is seen', () => {
  expect(starred('db.query(`select * from roster_import where id = $1`)')).toHaveLength(1);
  expect(starred('db.query(`select b.*, c.name\n from bill b join customer c on true`)')).toHaveLength(1);
  expect(starred('db.query(`insert into notice (id) values ($1) returning *`)')).toHaveLength(1);
  expect(starred('db.query(`select b.* from (select id, number from bill) b`)')).toEqual([]);
  expect(starred('db.query(`select count(*) from bill`)')).toEqual([]);
  expect(starred('db.query(`select * from unnest($1::bigint[])`)')).toEqual([]);
});

test('no statement of the program does', () => {
  const files = globSync('src/store/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => starred(readFileSync(file, 'utf8')).map((sql) => `${file}: ${sql}`));
  expect(found).toEqual([]);
});
