import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every table of the database has a level of protection in docs/security/data.md', () => {
  const tables = [...readFileSync('db/schema.sql', 'utf8').matchAll(/^create table (\w+)/gm)].map(([, name]) => name);
  const levels = readFileSync('docs/security/data.md', 'utf8').split('\n## Fields')[0]?.split('\n## Tables')[1] ?? '';
  const listed = [...levels.matchAll(/\b[a-z]\w*\b/g)].map(([name]) => name);
  expect(tables.length).toBeGreaterThan(100);
  expect(
    tables.filter((name) => name !== undefined && !listed.includes(name)),
    'without a level',
  ).toEqual([]);
  const named = listed.filter((name) => !['secret', 'personal', 'financial', 'internal'].includes(name));
  expect(
    named.filter((name) => !tables.includes(name)),
    'listed, and not there',
  ).toEqual([]);
  expect(
    named.filter((name, at) => named.indexOf(name) !== at),
    'listed twice',
  ).toEqual([]);
});
