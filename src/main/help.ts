import { readHelpContent } from '../gateways/help-content.ts';
import { type HelpCentre, helpCentre } from '../usecases/help/index.ts';
import type { Settings } from './settings.ts';

/** Reads, fills and indexes the answers of both languages once. */
export async function openHelp({ utility, utilityFolder }: Settings): Promise<(language: 'es' | 'en') => HelpCentre> {
  const files = await readHelpContent(utilityFolder);
  const centres = { es: helpCentre(files, utility, 'es'), en: helpCentre(files, utility, 'en') };
  return (language) => centres[language];
}
