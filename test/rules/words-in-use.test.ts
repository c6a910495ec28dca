import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSources } from './source-files.ts';
import { wordsInUse } from './words-in-use.ts';

const words: Record<string, string> = JSON.parse(readFileSync('locales/en.json', 'utf8'));
const keys = Object.keys(words);
const used = wordsInUse(readSources('src'));

/** Said to a processor's machine, or by the bundled one on its own page: nobody of ours reads these. */
const toMachines = /^(processor|sandbox-processor)\./;

test('every key that is asked has words', () => {
  expect([...used.asked].filter(([key]) => !(key in words))).toEqual([]);
});

test('every key that has words is asked, by name or by its beginning', () => {
  const begun = [...used.begun].filter((start) => start !== 'problem.');
  const unused = keys.filter(
    (key) => !key.startsWith('problem.') && !used.named.has(key) && !begun.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test('every code of a problem has words, and all words of problems are of a code that exists', () => {
  expect([...used.codes].filter(([code]) => !(`problem.${code}` in words) && !toMachines.test(code))).toEqual([]);
  const codes = keys.filter((key) => key.startsWith('problem.')).map((key) => key.slice('problem.'.length));
  expect(codes.filter((code) => !used.codes.has(code) && !used.named.has(code))).toEqual([]);
});

test('the check sees a key and a code without words, and a key put together', () => {
  const planted = wordsInUse(readSources('test/rules/planted/words'));
  expect([...planted.asked.keys()].sort()).toEqual(['home.no-such-words', 'home.other-words']);
  expect([...planted.codes.keys()]).toEqual(['home.no-such-code']);
  expect([...planted.begun]).toEqual(['home.state.']);
});
