import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

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
  readonly language: 'es' | 'en';
  /** Markdown. */
  readonly body: string;
}

/** Every answer of `content/<language>/help`; a file that is not one throws, naming itself. */
export async function readHelpContent(utilityFolder: string): Promise<readonly HelpAnswerFile[]> {
  const answers: HelpAnswerFile[] = [];
  for (const language of ['es', 'en'] as const) {
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
