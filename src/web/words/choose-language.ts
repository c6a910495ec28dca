import type { Language } from './words.ts';

/**
 * The language of a page: what the person chose (a cookie), else what their browser asks for, else the utility's usual
 * one. `accepted` is the Accept-Language header.
 */
export function chooseLanguage(chosen: string | undefined, accepted: string | undefined, usual: Language): Language {
  if (chosen === 'es' || chosen === 'en') return chosen;
  const asked = (accepted ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([01](?:\.\d*)?)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.slice(0, 2), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(
      (entry): entry is { language: Language; weight: number } => entry.language === 'es' || entry.language === 'en',
    )
    .filter((entry) => entry.weight > 0)
    .toSorted((left, right) => right.weight - left.weight);
  return asked[0]?.language ?? usual;
}
