import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

type Language = 'en' | 'es';

/** What a text measures: its words, and the grade (English) or ease (Spanish) that its formula gives. */
export interface ReadingLevel {
  readonly words: number;
  readonly score: number;
}

/** A message as somebody would read it: variables are short words, and of a choice every arm that is a sentence. */
export function spoken(message: string): string {
  const say = (elements: readonly MessageFormatElement[]): string =>
    elements
      .map((element) => {
        if (element.type === TYPE.literal) return element.value;
        if (element.type !== TYPE.plural && element.type !== TYPE.select) return '10';
        const arms = Object.values(element.options).map((option) => say(option.value));
        const sentences = arms.filter((arm) => /[.:?]/.test(arm));
        return sentences.length > 0 ? sentences.join(' ') : (arms.at(-1) ?? '');
      })
      .join('');
  return say(parse(message, { ignoreTag: true }));
}

/** A page of help as it is read: both times of the move, without its marks. */
export const spokenHelp = (text: string): string =>
  text.replace(/\{\{[#/][^}]*\}\}/g, ' ').replace(/\{\{[^}]*\}\}/g, '10');

/** The sentences of a text: a line or a list entry ends one too. Labels of fewer than four words are none. */
function sentencesOf(text: string): readonly (readonly string[])[] {
  return text
    .replace(/\]\([^)]*\)|https?:\S+|[*_#[\]]/g, ' ')
    .replace(/\b([ap])\. m\./g, '$1m')
    .split(/[.:?!;](?=\s|$)|\n/)
    .map((sentence) => [...sentence.matchAll(/[\p{L}\d][\p{L}\d’',.$-]*/gu)].map(([word]) => word))
    .filter((words) => words.length >= 4);
}

/** English syllables: groups of vowels, without an end that is not heard. Numbers are read as one. */
export function englishSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  const heard = letters.replace(/(?<=[^aeiouyl]|[aeiouy]l)es?$|(?<=[^aeiouytd])ed$/, '');
  return Math.max(1, [...heard.matchAll(/[aeiouy]+/g)].length);
}

/** Spanish syllables: each open or accented vowel is one; an i or a u beside it joins it. */
export function spanishSyllables(word: string): number {
  const groups = word.toLowerCase().match(/[aeiouáéíóúü]+(?:y$)?|y$/g) ?? [];
  const count = groups.reduce((sum, group) => sum + Math.max(1, [...group.matchAll(/[aeoáéóíú]/g)].length), 0);
  return Math.max(1, count);
}

/** Flesch and Kincaid's grade of US schools (1975). */
export function gradeOf(text: string): ReadingLevel {
  return measured(text, englishSyllables, (perSentence, perWord) => 0.39 * perSentence + 11.8 * perWord - 15.59);
}

/** Fernández Huerta's ease (1959): 70 to 80 is sixth grade, more is easier. */
export function easeOf(text: string): ReadingLevel {
  return measured(text, spanishSyllables, (perSentence, perWord) => 206.84 - 60 * perWord - 1.02 * perSentence);
}

function measured(
  text: string,
  syllables: (word: string) => number,
  formula: (wordsPerSentence: number, syllablesPerWord: number) => number,
): ReadingLevel {
  const sentences = sentencesOf(text);
  const words = sentences.flat();
  if (words.length === 0) return { words: 0, score: 0 };
  const heard = words.reduce((sum, word) => sum + syllables(word), 0);
  const score = formula(words.length / sentences.length, heard / words.length);
  return { words: words.length, score: Math.round(score * 10) / 10 };
}

/** Sixth grade: at most 6.9 in English, at least 70 in Spanish. */
export const tooHard = (language: Language, text: string): boolean =>
  language === 'en' ? gradeOf(text).score >= 7 : easeOf(text).score < 70;
