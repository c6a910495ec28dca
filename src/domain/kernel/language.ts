/**
 * A language by its tag: `en`, `es`, `vi`, `zh-Hans`. Which ones people can read is the utility's setting; each has a file of
 * messages and a folder of content, and no line of code names it.
 */
export type Language = string;

/** The languages whose messages come with Caudal. */
export const ownLanguages = ['es', 'en'] as const;

/** How a tag is written: a language, and where needed its script. The region is the United States for all. */
export const languageTag = /^[a-z]{2,3}(-[A-Z][a-z]+)?$/;

/** What people read, in each language that somebody wrote it in. English stands in for one that is missing. */
export interface Wording {
  readonly en: string;
  readonly [language: Language]: string;
}

export function inLanguage(wording: Wording, language: Language): string;
export function inLanguage(wording: Wording | undefined, language: Language): string | undefined;
export function inLanguage(wording: Wording | undefined, language: Language): string | undefined {
  return wording?.[language] ?? wording?.en;
}

/** The language of who reads; the utility's usual one where it no longer has theirs, or they never said. */
export const spokenHere = (
  languages: readonly [usual: Language, ...others: Language[]],
  language: Language | undefined,
): Language => languages.find((one) => one === language) ?? languages[0];

/** BCP 47 for `lang` and `Intl`: dates and money as people in the United States write them. */
export const localeOf = (language: Language): string => `${language}-US`;
