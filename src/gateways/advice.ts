import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Advice, type AdviceWords, adviceWords } from '../domain/conservation/index.ts';
import { type Language, ownLanguages } from '../domain/kernel/index.ts';

const about = {
  id: z.string().regex(/^[a-z][a-z-]*$/),
  source: z.string().min(1),
  sample: z.boolean().default(false),
  rebate: z.string().optional(),
};
const amount = z.number().positive();

const adviceSchema = z.strictObject({
  advice: z.array(
    z.discriminatedUnion('rule', [
      z
        .strictObject({
          ...about,
          rule: z.literal('fixtures'),
          uses_a_person_a_day: amount,
          before: z.strictObject({ older: amount, mixed: amount }),
          after: amount,
        })
        .transform(({ uses_a_person_a_day: usesAPersonADay, ...one }) => ({ ...one, usesAPersonADay })),
      z
        .strictObject({ ...about, rule: z.literal('habit'), uses_a_person_a_day: amount, saves: amount })
        .transform(({ uses_a_person_a_day: usesAPersonADay, ...one }) => ({ ...one, usesAPersonADay })),
      z.strictObject({ ...about, rule: z.literal('outdoor'), percent: amount.max(100) }),
      z
        .strictObject({ ...about, rule: z.literal('pool'), gallons_a_year: amount })
        .transform(({ gallons_a_year: gallonsAYear, ...one }) => ({ ...one, gallonsAYear })),
    ]),
  ),
});

/** Everything that a utility advises, with its words in each language. */
export interface AdviceBook {
  readonly advice: readonly Advice[];
  words(language: Language): ReadonlyMap<string, AdviceWords>;
}

/** The utility's advice; figures or words that do not hold together throw when the portal starts. */
export async function openAdvice(
  utilityFolder: string,
  languages: readonly Language[] = ownLanguages,
): Promise<AdviceBook> {
  const { advice } = adviceSchema.parse(parse(await readFile(join(utilityFolder, 'advice.yaml'), 'utf8')));
  const names = ['leak', ...advice.map(({ id }) => id)];
  const read = async (language: Language) =>
    adviceWords(names, await readFile(join(utilityFolder, 'content', language, 'advice.md'), 'utf8'));
  const words = new Map<Language, Awaited<ReturnType<typeof read>>>();
  for (const language of languages) words.set(language, await read(language));
  return {
    advice,
    words(language) {
      const ofLanguage = words.get(language);
      if (ofLanguage === undefined) throw new Error(`content/${language}/advice.md is missing`);
      return ofLanguage;
    },
  };
}
