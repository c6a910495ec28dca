import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, ownLanguages } from '../domain/kernel/index.ts';
import { type NoticeTemplate, readNoticeTemplate } from '../domain/notices/index.ts';

/** The notices of a utility by event and language. */
export type NoticeTemplates = (event: string, language: Language) => NoticeTemplate;

/** Reads every template once; asking for one that is not there throws, naming the file to write. */
export async function openNoticeTemplates(
  utilityFolder: string,
  languages: readonly Language[] = ownLanguages,
): Promise<NoticeTemplates> {
  const templates = new Map<string, NoticeTemplate>();
  // What texts and calls say has no frame: it is short, and says who speaks itself.
  const bare = new Map<string, NoticeTemplate>();
  for (const language of languages) {
    const folder = join(utilityFolder, 'content', language, 'notices');
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.md'))) {
      const event = name.slice(0, -3);
      templates.set(
        `${language} ${event}`,
        readNoticeTemplate(event, language, await readFile(join(folder, name), 'utf8')),
      );
    }
    const texts = join(utilityFolder, 'content', language, 'texts');
    for (const name of await readdir(texts)) {
      const event = `texts/${name.slice(0, -3)}`;
      bare.set(`${language} ${event}`, readNoticeTemplate(event, language, await readFile(join(texts, name), 'utf8')));
    }
    const frame = templates.get(`${language} frame`);
    if (frame === undefined) throw new Error(`content/${language}/notices/frame.md is missing: it ends every notice`);
    for (const [key, template] of templates) {
      if (template.language === language && template !== frame)
        templates.set(key, { ...template, body: `${template.body}\n\n${frame.body}` });
    }
  }
  return (event, reader) => {
    const language = languages.includes(reader) ? reader : (languages[0] ?? reader);
    const found = templates.get(`${language} ${event}`) ?? bare.get(`${language} ${event}`);
    if (found === undefined) throw new Error(`content/${language}/notices/${event}.md is missing`);
    return found;
  };
}
