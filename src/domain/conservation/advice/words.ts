import { Marked } from 'marked';

/** A piece of advice in one language. */
export interface AdviceWords {
  readonly title: string;
  /** From the utility's own Markdown, with no HTML of its own: safe to show as it is. */
  readonly html: string;
}

const markdown = new Marked({ renderer: { html: () => '' } });

/**
 * The words of every piece of advice: under `# name` a `## title`, then what to do. A name without words, and words for no
 * name, throw.
 */
export function adviceWords(names: readonly string[], text: string): ReadonlyMap<string, AdviceWords> {
  const words = new Map(
    text
      .replaceAll('\r\n', '\n')
      .split(/^# /m)
      .slice(1)
      .map((section): [string, AdviceWords] => {
        const match = /^(\S+)\n+## (.+)\n+([\s\S]+)$/.exec(section.trim());
        if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) {
          throw new Error(`advice: “${section.split('\n', 1)[0]}” has no title or no text`);
        }
        return [match[1], { title: match[2], html: markdown.parse(match[3], { async: false }) }];
      }),
  );
  for (const name of names) if (!words.has(name)) throw new Error(`advice: “${name}” has no words`);
  for (const name of words.keys()) if (!names.includes(name)) throw new Error(`advice: nothing is called “${name}”`);
  return words;
}
