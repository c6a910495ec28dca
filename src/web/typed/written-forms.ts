/** A form of a page, as it was written. Our own pages write attributes in double quotes and nest no forms. */
export interface WrittenForm {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The names of what a person answers in it. */
  readonly names: readonly string[];
}

/** Forms of a page's main part that a person fills in and sends. */
export function formsIn(html: string): readonly WrittenForm[] {
  const main = html.indexOf('<main');
  const end = html.lastIndexOf('</main>');
  if (main < 0 || end < main) return [];
  const first = html.indexOf('<form', main);
  if (first < 0 || first > end) return [];
  const forms = [...html.slice(main, end).matchAll(/<form\b[^>]*\smethod="post"[^>]*>[\s\S]*?<\/form>/g)];
  return forms.flatMap((match) => {
    const [text] = match;
    const names = answersIn(text);
    const start = main + match.index;
    return names.length === 0 ? [] : [{ start, end: start + text.length, text, names }];
  });
}

function answersIn(form: string): readonly string[] {
  const tags = form.match(/<(input|select|textarea)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const type = attribute(tag, 'type') ?? 'text';
    const name = attribute(tag, 'name');
    return name === undefined || ['hidden', 'submit', 'button', 'image'].includes(type) ? [] : [name];
  });
}

/** An attribute as the page wrote it, read. */
export function attribute(tag: string, name: string): string | undefined {
  const written = new RegExp(`\\s${name}="([^"]*)"`).exec(tag.slice(0, tag.indexOf('>') + 1))?.[1];
  return written
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
