import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type LeakSearch, leakCauses, leakSearch } from '../domain/alerts/index.ts';

const planSchema = z.strictObject({
  first: z.string(),
  steps: z.record(z.string(), z.strictObject({ yes: z.string(), no: z.string() })),
  outcomes: z.record(z.string(), z.strictObject({ cause: z.enum(leakCauses) })),
});

/** The utility's guided search in both languages; one that does not hold together throws when the portal starts. */
export async function openLeakSearch(utilityFolder: string): Promise<(language: 'es' | 'en') => LeakSearch> {
  const plan = planSchema.parse(parse(await readFile(join(utilityFolder, 'leak-search.yaml'), 'utf8')));
  const words = (language: 'es' | 'en') => readFile(join(utilityFolder, 'content', language, 'leak-search.md'), 'utf8');
  const searches = { es: leakSearch(plan, await words('es')), en: leakSearch(plan, await words('en')) };
  return (language) => searches[language];
}
