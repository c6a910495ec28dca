import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, ownLanguages } from '../domain/kernel/index.ts';
import { type Agreement, readAgreement } from '../domain/notices/index.ts';

type AgreementName = 'autopay' | 'ebill' | 'texts';

/** What customers agree to, by name and language. */
export type Agreements = (name: AgreementName, language: Language) => Agreement;

/** Reads every agreement of a utility; one that is missing or has no version throws, naming its file. */
export async function openAgreements(
  utilityFolder: string,
  languages: readonly Language[] = ownLanguages,
): Promise<Agreements> {
  const read = async (name: AgreementName, language: Language): Promise<Agreement> => {
    const path = join(utilityFolder, 'content', language, 'agreements', `${name}.md`);
    return readAgreement(name, language, await readFile(path, 'utf8'));
  };
  const agreements = new Map<string, Agreement>();
  for (const language of languages) {
    for (const name of ['autopay', 'ebill', 'texts'] as const) {
      agreements.set(`${language} ${name}`, await read(name, language));
    }
  }
  return (name, language) => {
    const agreement = agreements.get(`${language} ${name}`);
    if (agreement === undefined) throw new Error(`content/${language}/agreements/${name}.md is missing`);
    return agreement;
  };
}
