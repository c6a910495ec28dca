import { expect, test } from 'vitest';
import { commandLine } from '../support/command-line.ts';
import { documentFaults, documents } from './documents.ts';

test('what the documents order and name exists: commands and their options, scripts, paths, links and functions', () => {
  expect(documents().length).toBeGreaterThan(40);
  expect(documents().flatMap((file) => documentFaults(file, commandLine))).toEqual([]);
});

test('the check sees what a planted document orders and names that does not exist', () => {
  const file = 'test/rules/planted/docs/guide.md';
  expect(documentFaults(file, commandLine).map((fault) => fault.replace(`${file} `, ''))).toEqual([
    'no npm script deploy',
    'no command import customers',
    'no option --everything of roster',
    'no src/domain/nothing',
    'no test/support/{database,nothing}.md',
    'no useDatabase',
    'no giveLogin',
    'no ../gone.md',
  ]);
});
