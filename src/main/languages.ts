import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { missingWords } from '../config/missing-words.ts';
import type { Utility } from '../config/utility.ts';
import { type Language, ownLanguages, type Problem } from '../domain/kernel/index.ts';
import { contentFiles, readMessages } from '../gateways/language-files.ts';
import { checkMessages } from '../web/words/check-messages.ts';
import { type Messages, type Words, wordsWith } from '../web/words/words.ts';
import { projectFolder } from './project-folder.ts';

export interface Languages {
  readonly words: (language: Language) => Words;
  /** Without these nobody could be spoken to in a language: the start is refused. */
  readonly problems: readonly Problem[];
  /** What is said in another language until somebody writes it. */
  readonly warnings: readonly Problem[];
}

/** The messages of each language that the settings list, and whether its content is all there. */
export async function readLanguages(utility: Utility, utilityFolder: string): Promise<Languages> {
  const read: Record<Language, Messages> = {};
  const problems: Problem[] = [...(await missingContent(utility.languages, utilityFolder))];
  const warnings: Problem[] = [];
  for (const language of utility.languages.filter((one) => !ownLanguages.some((own) => own === one))) {
    const written = await readMessages([utilityFolder, projectFolder], language);
    const file = shown(written?.file ?? join(utilityFolder, 'locales', `${language}.json`));
    const messages = written === undefined ? 'missing' : parsed(written.text);
    if (typeof messages === 'string') {
      problems.push({
        ...{ code: messages === 'missing' ? 'config.locale-missing' : 'config.locale-unreadable', field: 'languages' },
        ...{ params: { language, reason: messages }, place: { file, line: 1 } },
      });
      continue;
    }
    const checked = checkMessages(file, language, messages);
    problems.push(...checked.problems);
    warnings.push(...checked.warnings);
    read[language] = messages as Messages;
  }
  for (const file of ['utility.yaml', ...utility.billing.rates.map((name) => join('rates', name))]) {
    const text = await readFile(join(utilityFolder, file), 'utf8').catch(() => '');
    warnings.push(...missingWords({ file: shown(join(utilityFolder, file)), text }, utility.languages));
  }
  return { words: wordsWith(read, utility.time_zone), problems, warnings };
}

const shown = (file: string): string => relative(process.cwd(), file);

/** The messages, or why they cannot be read. */
function parsed(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Readonly<Record<string, unknown>>)
      : 'it is not { "key": "message", … }';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every file of content that one language has and another lacks; a folder that is missing is said once. */
async function missingContent(languages: Utility['languages'], utilityFolder: string): Promise<readonly Problem[]> {
  const files = new Map<Language, readonly string[] | undefined>();
  for (const language of languages) files.set(language, await contentFiles(utilityFolder, language));
  const all = [...new Set([...files.values()].flatMap((ofOne) => ofOne ?? []))];
  const missing = (code: string, language: Language, name: string): Problem => ({
    ...{ code, field: 'languages', params: { language } },
    place: { file: shown(join(utilityFolder, 'content', language, name)), line: 1 },
  });
  return [...files].flatMap(([language, written]) =>
    written === undefined
      ? [missing('config.content-missing', language, '')]
      : all
          .filter((name) => !written.includes(name))
          .map((name) => missing('config.content-file-missing', language, name)),
  );
}
