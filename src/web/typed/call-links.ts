/** In these a number is no link: they are one already, are pressed as a whole, or show no markup. */
const closed = new Set(['a', 'button', 'option', 'script', 'style', 'summary', 'textarea', 'title']);

const tagOrText = /<(\/?)([a-z][a-z0-9-]*)\b[^>]*>|<![^>]*>|[^<]+/gi;

/**
 * A page on which each telephone number of the utility, and of those who bill beside it, is called by pressing it, wherever a sentence names it. Written once for the
 * whole page, since sentences come from the words of a language and from the utility's own texts.
 */
export function withCallLinks(html: string, numbers: readonly string[]): string {
  const named = numbers.filter((number) => number !== '');
  if (named.length === 0) return html;
  const number = new RegExp(`(?<![\\d-])(?:${named.map(literally).join('|')})(?![\\d-]*\\d)`, 'g');
  let within = 0;
  return html.replace(tagOrText, (piece, end: string | undefined, name: string | undefined) => {
    if (name !== undefined && closed.has(name.toLowerCase())) within += end === '/' ? -1 : 1;
    if (piece.startsWith('<') || within > 0) return piece;
    return piece.replace(
      number,
      (text) => `<a class="c-call" dir="ltr" href="tel:${text.replaceAll(/[^+\d-]/g, '')}">${text}</a>`,
    );
  });
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
