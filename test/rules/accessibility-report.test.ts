import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** WCAG 2.2: the criteria of level A, then those of AA. */
const levelA =
  '1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2';
const levelAA =
  '1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3';

const report = readFileSync('docs/accessibility-conformance.md', 'utf8');

const rowsOf = (heading: string) =>
  (report.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => /^\| \d\.\d\.\d/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));

/** What a row names that is not there: files, and titles of tests in quotes after their file. */
function missing(remark: string): readonly string[] {
  return [...remark.matchAll(/`((?:src|test|docs)\/[^`]+)`(?: "([^"]+)")?/g)].flatMap(([, path = '', title]) => {
    if (!existsSync(path)) return [`${path} is not there`];
    return title === undefined || readFileSync(path, 'utf8').includes(title) ? [] : [`${path} has no test "${title}"`];
  });
}

test.each([
  ['Table 1: level A', levelA],
  ['Table 2: level AA', levelAA],
])('every criterion is judged once, with a remark, in %s', (heading, criteria) => {
  const rows = rowsOf(heading);
  expect(rows.map(([id]) => id)).toEqual(criteria.split(' '));
  for (const [id, name = '', verdict = '', remark = ''] of rows) {
    expect(name, id).not.toBe('');
    expect(verdict, id).toMatch(/^(supports|partially supports|does not support|not applicable)$/);
    expect(remark.length, id).toBeGreaterThan(10);
  }
});

test('the counts of the report are those of its rows', () => {
  const verdicts = [...rowsOf('Table 1: level A'), ...rowsOf('Table 2: level AA')].map(([, , verdict]) => verdict);
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  expect(report).toContain(
    `All ${verdicts.length} criteria of WCAG 2.2 of levels A and AA: ${count('supports')} supported, ${count('partially supports')} partially, ${count('does not support')} not, ${count('not applicable')} do not apply.`,
  );
});

test('the tests and files that the report names exist, and one that does not is seen', () => {
  const rows = [...rowsOf('Table 1: level A'), ...rowsOf('Table 2: level AA')];
  expect(rows.flatMap(([id, , , remark = '']) => missing(remark).map((fault) => `${id}: ${fault}`))).toEqual([]);
  const [file, title] = ['test/rules/accessibility-report.test.ts', ['no such', 'test'].join(' ')];
  expect(missing(`\`src/nowhere.ts\`; \`${file}\` "${title}"`)).toEqual([
    'src/nowhere.ts is not there',
    `${file} has no test "${title}"`,
  ]);
});
