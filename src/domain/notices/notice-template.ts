import { IntlMessageFormat } from 'intl-messageformat';
import { Marked } from 'marked';
import { readEmail } from '../access/index.ts';
import { type Language, localeOf } from '../kernel/index.ts';

/** The words of one notice in one language: ICU messages that a utility edits in `content/<language>/notices`. */
export interface NoticeTemplate {
  readonly event: string;
  readonly language: Language;
  readonly subject: string;
  /** Markdown. */
  readonly body: string;
}

export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Reads a template file: `subject: …` between two lines of dashes, then the body. */
export function readNoticeTemplate(event: string, language: Language, file: string): NoticeTemplate {
  const match = /^---\nsubject: (.+)\n---\n+([\s\S]+)$/.exec(file.replaceAll('\r\n', '\n'));
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new Error(
      `content/${language}/notices/${event}.md: expected a subject between two lines of dashes, then the text`,
    );
  }
  return { event, language, subject: match[1].trim(), body: match[2].trim() };
}

/** What fills a template: text, already written as its reader writes it, and counts for plurals. */
export type NoticeValues = Readonly<Record<string, string | number>>;

/** What we write ourselves, and may be followed; all else that fills a notice was typed by somebody. */
const ourOwn: ReadonlySet<string> = new Set([
  ...['link', 'settings', 'portal', 'official', 'utility', 'phone', 'hours'],
  // Lines that were each filled by a template of their own, where what people typed was cleaned.
  'lines',
]);

/**
 * A person's words, in which no mail program finds the address of a page: it would be a link in the utility's own mail. A dot
 * within a name and the sign of a scheme get a space behind them. An email is shown as it is.
 */
function withoutAddresses(words: string): string {
  const oneLine = words.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
  if (readEmail(oneLine) === oneLine) return oneLine;
  return oneLine.replaceAll(/\.(?=\p{L}{2})/gu, '. ').replaceAll('://', ': //');
}

/** No raw HTML comes through: a name or a word that a customer typed is text, and only `links` can be followed. */
const markdownWith = (links: readonly string[]): Marked =>
  new Marked({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      link({ href, text }) {
        return links.includes(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
      },
      image: ({ text }) => escapeHtml(text),
    },
  });

/** The notice as mail (text and HTML) and as the portal keeps it. A value that a template asks and nobody gave throws. */
export function renderNotice(template: NoticeTemplate, values: NoticeValues): RenderedNotice {
  const locale = localeOf(template.language);
  const fill = (message: string, given: NoticeValues): string =>
    String(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format({ ...given }));
  const safe: NoticeValues = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' || ourOwn.has(name) ? value : withoutAddresses(value),
    ]),
  );
  const links = [
    ...Object.entries(safe).flatMap(([name, value]) =>
      ourOwn.has(name) && typeof value === 'string' && /^https?:\/\//.test(value) ? [value] : [],
    ),
    // What the utility's own template says.
    ...(template.body.match(/https?:\/\/[^\s<>)\]]+/g) ?? []),
  ];
  const text = fill(template.body, safe);
  return {
    // A line's end in a header would begin another one.
    subject: fill(template.subject, safe).replaceAll(/\s+/g, ' '),
    text: plainText(text),
    html: inItsLanguage(locale, markdownWith(links).parse(fill(template.body, escaped(safe)), { async: false })),
  };
}

/** A mail says its language, for those who hear it, and which way it runs. */
function inItsLanguage(locale: string, html: string): string {
  const direction = new Intl.Locale(locale).getTextInfo().direction === 'rtl' ? ' dir="rtl"' : '';
  return `<div lang="${locale}"${direction}>\n${html}</div>\n`;
}

/** Markdown's signs have no place in the plain part of a mail; links stand as they are. */
const plainText = (text: string): string =>
  text.replaceAll(/\*\*([^*]+)\*\*/g, '$1').replaceAll(/<(https?:[^>]+)>/g, '$1');

/** What people typed must not become Markdown or HTML; addresses of links stay whole. */
const escaped = (values: NoticeValues): NoticeValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' || (ourOwn.has(name) && /^https?:\/\//.test(value))
        ? value
        : escapeHtml(value).replaceAll(/([*_`[\]\\~|])/g, '\\$1'),
    ]),
  );

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
