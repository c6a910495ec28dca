import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type LeakSearch, leakCauses, leakSearch } from '../domain/alerts/index.ts';
import { type Language, ownLanguages } from '../domain/kernel/index.ts';

const planSchema = z.strictObject({
  first: z.string(),
  steps: z.record(z.string(), z.strictObject({ yes: z.string(), no: z.string() })),
  outcomes: z.record(z.string(), z.strictObject({ cause: z.enum(leakCauses) })),
});

/** The utility's guided search in each language; one that does not hold together throws when the portal starts. */
export async function openLeakSearch(
  utilityFolder: string,
  languages: readonly Language[] = ownLanguages,
): Promise<(language: Language) => LeakSearch> {
  const plan = planSchema.parse(parse(await readFile(join(utilityFolder, 'leak-search.yaml'), 'utf8')));
  const words = (language: Language) => readFile(join(utilityFolder, 'content', language, 'leak-search.md'), 'utf8');
  const searches = new Map<Language, LeakSearch>();
  for (const language of languages) searches.set(language, leakSearch(plan, await words(language)));
  return (language) => {
    const search = searches.get(language);
    if (search === undefined) throw new Error(`content/${language}/leak-search.md is missing`);
    return search;
  };
}
