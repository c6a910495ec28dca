import { readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { type Words, wordsOf } from '../../../src/web/words/words.ts';

const english: Readonly<Record<string, string>> = JSON.parse(readFileSync('locales/en.json', 'utf8'));

const accents: Readonly<Record<string, string>> = {
  a: 'áa',
  e: 'éê',
  i: 'íi',
  o: 'óô',
  u: 'úu',
  A: 'ÁA',
  E: 'ÉE',
  I: 'ÍI',
  O: 'ÓO',
  U: 'ÚU',
};

/** Vowels twice, with accents: words as much longer as German or Finnish make them, and still to be read. */
const longer = (text: string): string => text.replaceAll(/[aeiou]/gi, (vowel) => accents[vowel] ?? vowel);

function lengthened(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element): MessageFormatElement => {
    if (element.type === TYPE.literal) return { ...element, value: longer(element.value) };
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return element;
    const options = Object.entries(element.options).map(([name, one]) => [
      name,
      { ...one, value: lengthened(one.value) },
    ]);
    return { ...element, options: Object.fromEntries(options) };
  });
}

const messages = Object.fromEntries(
  Object.entries(english).map(([key, message]) => [
    key,
    `⟦${printAST(lengthened(parse(message, { ignoreTag: true })))}⟧`,
  ]),
);

const plain = wordsOf(messages, 'en', 'America/Los_Angeles');

/** A date or a number is in words of the language too. */
const inBrackets =
  <Given extends readonly unknown[]>(say: (...given: Given) => string) =>
  (...given: Given) =>
    `⟦${say(...given)}⟧`;

/** A language that nobody speaks: each message is longer, has accents, and stands in brackets, as dates do. */
export const pseudoWords: Words = Object.assign((...given: Parameters<Words>) => plain(...given), plain, {
  date: inBrackets(plain.date),
  listDate: inBrackets(plain.listDate),
  shortDate: inBrackets(plain.shortDate),
  month: inBrackets(plain.month),
  shortMonth: inBrackets(plain.shortMonth),
  weekday: inBrackets(plain.weekday),
  hour: inBrackets(plain.hour),
  moment: inBrackets(plain.moment),
  stamp: inBrackets(plain.stamp),
  languageName: inBrackets(plain.languageName),
  list: inBrackets(plain.list),
});
