import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeNotPlain, namesNotPlain, notPlainInCode, textNotPlain } from './plain-words.ts';

test('comments and sentences of the code are plain English', () => {
  expect(codeNotPlain('{src,test,bin,bench,scripts}/**/*.{ts,tsx,mjs,cjs}')).toEqual([]);
});

test('the code’s own names are plain English', () => {
  const files = globSync('{src,test,bench,scripts}/**/*.{ts,tsx}', { exclude: ['test/rules/**'] });
  expect(files.length).toBeGreaterThan(1000);
  expect(files.flatMap((file) => namesNotPlain(file))).toEqual([]);
});

test('documents are plain English', () => {
  expect(globSync(['*.md', '{docs,src,scripts}/**/*.md']).flatMap((file) => textNotPlain(file))).toEqual([]);
});

test.for(['en', 'es'] as const)('what people read in %s is said one way, and plainly', (language) => {
  const files = [`locales/${language}.json`, ...globSync(`utility/content/${language}/**/*.md`)];
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((file) => textNotPlain(file, language))).toEqual([]);
});

test('the check sees planted words', () => {
  const planted = 'test/rules/planted/plain-words';
  expect(notPlainInCode(`${planted}/code.ts`)).toEqual([
    `${planted}/code.ts:1 reckoned → calculate`,
    `${planted}/code.ts:4 Oftener → more often`,
    `${planted}/code.ts:5 e-mail → email`,
    `${planted}/code.ts:9 Whoever → say who`,
    `${planted}/code.ts:9 anew → again`,
    `${planted}/code.ts:9 dearer → more expensive`,
  ]);
  expect(namesNotPlain(`${planted}/code.ts`)).toEqual([
    `${planted}/code.ts reckonBill`,
    `${planted}/code.ts reckoned`,
    `${planted}/code.ts mostKept`,
    `${planted}/code.ts least`,
  ]);
  expect(textNotPlain(`${planted}/es.json`, 'es').map((fault) => fault.split(' ').slice(1).join(' '))).toEqual([
    'Piscina → alberca',
    '}% → un espacio antes de %',
    'sin entrar → iniciar sesión',
    'a. m. → a.m., p.m., as dates are written',
  ]);
});
