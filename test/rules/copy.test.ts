import { expect, test } from 'vitest';
import { armFaults, contents, headings, messages, pairFaults, questionFaults, signFaults } from './copy.ts';

const words = messages('locales/en.json', 'locales/es.json');
const texts = contents('utility/content');
const isHeading = (key: string) => /(^|[.-])(title|heading)$/.test(key);

test('each thing has its one word in Spanish, and nothing stayed English', () => {
  expect(words.length).toBeGreaterThan(1500);
  expect(texts.length).toBeGreaterThan(80);
  expect([...words, ...texts].flatMap((copy) => pairFaults(copy))).toEqual([]);
});

test('signs are paired, nothing shouts, and headings are in sentence case', () => {
  expect([
    ...words.flatMap(({ at, en, es }) => [
      ...signFaults(at, en, isHeading(at)),
      ...signFaults(at, es, isHeading(at)),
      ...questionFaults(at, es),
    ]),
    ...texts.flatMap(({ at, en, es }) => [
      ...signFaults(at, en, false),
      ...signFaults(at, es, false),
      ...questionFaults(at, es),
      ...[...headings(en), ...headings(es)].flatMap((heading) => signFaults(at, heading, true)),
    ]),
  ]).toEqual([]);
});

test('both languages decide the same cases', () => {
  const notices = texts.filter(({ at }) => at.includes('/notices/') || at.includes('/texts/'));
  expect([...words, ...notices].flatMap((copy) => armFaults(copy))).toEqual([]);
});

test('the check sees planted faults', () => {
  const planted = messages('test/rules/planted/copy/en.json', 'test/rules/planted/copy/es.json');
  expect(
    planted.flatMap((copy) => [
      ...pairFaults(copy),
      ...armFaults(copy),
      ...signFaults(copy.at, copy.en, isHeading(copy.at)),
      ...signFaults(copy.at, copy.es, isHeading(copy.at)),
      ...questionFaults(copy.at, copy.es),
    ]),
  ).toEqual([
    'account.link \\blinks?\\b has another word in Spanish',
    'account.same is the same in both',
    'arms decides other cases in Spanish',
    'question ? without ¿',
    'quotes “ without ”',
    'quotes « » instead of “ ”',
    'shout two points',
    'shout an exclamation mark',
    'spaces two spaces',
    'the.title a heading with capitals',
  ]);
});
