import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Language, ownLanguages } from '../domain/kernel/index.ts';

const frontSchema = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  order: z.int(),
  topic: z.enum(['move', 'register', 'pay', 'bill', 'problem', 'safety']),
  keywords: z.string().default(''),
});

/** One question and its answer, as its file has it: placeholders still to be filled. */
export interface HelpAnswerFile extends z.output<typeof frontSchema> {
  readonly slug: string;
  readonly language: Language;
  /** Markdown. */
  readonly body: string;
}

/** Every answer of `content/<language>/help`; a file that is not one throws, naming itself. */
export async function readHelpContent(
  utilityFolder: string,
  languages: readonly Language[] = ownLanguages,
): Promise<readonly HelpAnswerFile[]> {
  const answers: HelpAnswerFile[] = [];
  for (const language of languages) {
    const folder = join(utilityFolder, 'content', language, 'help');
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.md'))) {
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      const match = /^---\n([\s\S]*?)\n---\n+([\s\S]+)$/.exec(text);
      const front = frontSchema.safeParse(parse(match?.[1] ?? ''));
      if (!front.success || match?.[2] === undefined) {
        const why = front.success
          ? 'it has no text'
          : front.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
        throw new Error(`content/${language}/help/${name}: ${why}`);
      }
      answers.push({ ...front.data, slug: name.slice(0, -3), language, body: match[2].trim() });
    }
  }
  return answers;
}

const wordList = z.string().transform((written) =>
  written
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);
const wordsSchema = z.strictObject({ same: z.array(wordList), ignored: wordList });

/** What customers call things, and the little words that say nothing, of one language. */
export type HelpWords = z.output<typeof wordsSchema>;

/** `content/<language>/help-words.yaml` of each language; a utility may leave them out. */
export async function readHelpWords(
  utilityFolder: string,
  languages: readonly Language[] = ownLanguages,
): Promise<ReadonlyMap<Language, HelpWords>> {
  const ofLanguage = async (language: Language): Promise<HelpWords> => {
    const name = join('content', language, 'help-words.yaml');
    const text = await readFile(join(utilityFolder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return { same: [], ignored: [] };
    const words = wordsSchema.safeParse(parse(text));
    if (words.success) return words.data;
    throw new Error(
      `${name}: ${words.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  };
  return new Map(await Promise.all(languages.map(async (one) => [one, await ofLanguage(one)] as const)));
}
