import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answersWithStar } from '../support/starred-answers.ts';

/** Statements in a source file that answer with all columns of a table. */
const starred = (source: string): readonly string[] =>
  [...source.matchAll(/(?:`|')\s*(select\b[^`]*|(?:insert|update|delete|with)\b[^`]*)(?:`|')/g)]
    .map(([, text = '']) => text)
    .filter(answersWithStar)
    .map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 80));

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
