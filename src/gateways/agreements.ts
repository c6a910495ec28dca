import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Agreement, readAgreement } from '../domain/notices/index.ts';

type AgreementName = 'autopay' | 'ebill' | 'texts';

/** What customers agree to, by name and language. */
export type Agreements = (name: AgreementName, language: 'es' | 'en') => Agreement;

/** Reads every agreement of a utility; one that is missing or has no version throws, naming its file. */
export async function openAgreements(utilityFolder: string): Promise<Agreements> {
  const read = async (name: AgreementName, language: 'es' | 'en'): Promise<Agreement> => {
    const path = join(utilityFolder, 'content', language, 'agreements', `${name}.md`);
    return readAgreement(name, language, await readFile(path, 'utf8'));
  };
  const both = async (name: AgreementName) => ({ es: await read(name, 'es'), en: await read(name, 'en') });
  const agreements = { autopay: await both('autopay'), ebill: await both('ebill'), texts: await both('texts') };
  return (name, language) => agreements[name][language];
}
