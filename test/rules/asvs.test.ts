import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = 'docs/security/asvs.md';

/** What a row of the table names that is not there: files, and titles of tests in quotes after their file. */
function missingEvidence(row: string): readonly string[] {
  const faults: string[] = [];
  for (const [, path = '', titles = ''] of row.matchAll(
    /`((?:src|test|docs|scripts|bench|db|bin)\/[^`]+)`((?: "[^"]+"(?:, )?)*)/g,
  )) {
    if (!existsSync(path)) {
      faults.push(`${path} is not there`);
      continue;
    }
    const text = statSync(path).isDirectory() ? '' : readFileSync(path, 'utf8');
    for (const [, title = ''] of titles.matchAll(/"([^"]+)"/g)) {
      if (!text.includes(title)) faults.push(`${path} has no test "${title}"`);
    }
  }
  return faults;
}

const rows = () =>
  readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => /^\| V\d+\.\d+\.\d+ \|/.test(line));

test('every requirement of the checklist is judged once, with what shows it', () => {
  const judged = rows().map((row) => row.split(' | '));
  const ids = judged.map(([id = '']) => id.replace('| ', ''));
  expect(ids.length).toBe(175);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [id, level = '', verdict = '', how = ''] of judged) {
    expect(level, id).toMatch(/^[12]$/);
    expect(verdict, id).toMatch(/^(met|does not apply|not met)$/);
    expect(how.replace(/ \|$/, '').length, `${id} says how`).toBeGreaterThan(10);
  }
});

test('the tests and files that the checklist names exist', () => {
  expect(rows().flatMap((row) => missingEvidence(row).map((fault) => `${row.slice(2, 9)}: ${fault}`))).toEqual([]);
});

test('a test that is not there is seen', () => {
  expect(
    missingEvidence(`| V1.1.1 | 1 | met | \`${page}\` "no such thing here, ${'ever'}"; \`src/nowhere.ts\` |`),
  ).toEqual([`${page} has no test "no such thing here, ever"`, 'src/nowhere.ts is not there']);
});
