import type { Language } from './words.ts';

/**
 * The language of a page: what the person chose (a cookie), else what their browser asks for, else the utility's usual
 * one. `accepted` is the Accept-Language header.
 */
export function chooseLanguage(
  chosen: string | undefined,
  accepted: string | undefined,
  languages: readonly [usual: Language, ...others: Language[]],
): Language {
  if (chosen !== undefined && languages.includes(chosen)) return chosen;
  const asked = (accepted ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([01](?:\.\d*)?)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: spokenBy(tag, languages), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((entry): entry is { language: Language; weight: number } => entry.language !== undefined)
    .filter((entry) => entry.weight > 0)
    .toSorted((left, right) => right.weight - left.weight);
  return asked[0]?.language ?? languages[0];
}

/** The utility's language that a browser's tag asks for: the same script where the tag or the language names one (`zh-TW` is `zh-Hant`). */
function spokenBy(tag: string, languages: readonly Language[]): Language | undefined {
  const asked = likely(tag);
  const same = languages.filter((one) => likely(one)?.language === asked?.language);
  return same.find((one) => likely(one)?.script === asked?.script) ?? same[0];
}

const known = new Map<string, Intl.Locale | undefined>();

/** Browsers ask for few languages, and looking one up takes 10 µs; who asks for many different ones fills no memory. */
function likely(tag: string): Intl.Locale | undefined {
  if (known.has(tag)) return known.get(tag);
  if (known.size === 256) known.clear();
  const locale = maximized(tag);
  known.set(tag, locale);
  return locale;
}

function maximized(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    // `*`, or no tag at all.
    return undefined;
  }
}
