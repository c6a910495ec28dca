/** In these a number is no link: they are one already, are pressed as a whole, or show no markup. */
const closed = ['a', 'button', 'option', 'script', 'style', 'summary', 'textarea', 'title'];

const closedTag = new RegExp(`<(/?)(?:${closed.join('|')})\\b`, 'gi');

/**
 * A page on which each telephone number of the utility, and of those who bill beside it, is called by pressing it, wherever a sentence names it. Written once for the
 * whole page, since sentences come from the words of a language and from the utility's own texts.
 */
export function withCallLinks(html: string, numbers: readonly string[]): string {
  const named = numbers.filter((number) => number !== '');
  if (named.length === 0) return html;
  const number = anyOf(named.map(literally).join('|'));
  const isInSentence = sentencesOf(html);
  return html.replace(number, (text, at: number) =>
    isInSentence(at) ? `<a class="c-call" dir="ltr" href="tel:${text.replaceAll(/[^+\d-]/g, '')}">${text}</a>` : text,
  );
}

const written = new Map<string, RegExp>();

/** Made once for the few numbers that a utility has. */
function anyOf(numbers: string): RegExp {
  const known = written.get(numbers) ?? new RegExp(`(?<![\\d-])(?:${numbers})(?![\\d-]*\\d)`, 'g');
  written.set(numbers, known);
  return known;
}

/** Whether a place stands between tags and in none of the closed ones; asked of places in their order. Most pages name a number once or twice. */
function sentencesOf(html: string): (at: number) => boolean {
  const tags = html.matchAll(closedTag);
  let next = tags.next();
  let within = 0;
  return (at) => {
    for (; next.done !== true && next.value.index < at; next = tags.next()) within += next.value[1] === '/' ? -1 : 1;
    return within === 0 && html.lastIndexOf('<', at) <= html.lastIndexOf('>', at);
  };
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
