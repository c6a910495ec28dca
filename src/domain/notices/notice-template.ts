import { IntlMessageFormat } from 'intl-messageformat';
import { Marked } from 'marked';

/** The words of one notice in one language: ICU messages that a utility edits in `content/<language>/notices`. */
export interface NoticeTemplate {
  readonly event: string;
  readonly language: 'es' | 'en';
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
export function readNoticeTemplate(event: string, language: 'es' | 'en', file: string): NoticeTemplate {
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

/** No raw HTML comes through: a name or a word that a customer typed is text. */
const markdown = new Marked({
  renderer: { html: ({ text }) => escapeHtml(text) },
});

/** The notice as mail (text and HTML) and as the portal keeps it. A value that a template asks and nobody gave throws. */
export function renderNotice(template: NoticeTemplate, values: NoticeValues): RenderedNotice {
  const locale = template.language === 'es' ? 'es-US' : 'en-US';
  const fill = (message: string, given: NoticeValues): string =>
    String(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format({ ...given }));
  const text = fill(template.body, values);
  return {
    subject: fill(template.subject, values),
    text: plainText(text),
    html: markdown.parse(fill(template.body, escaped(values)), { async: false }),
  };
}

/** Markdown's signs have no place in the plain part of a mail; links stand as they are. */
const plainText = (text: string): string =>
  text.replaceAll(/\*\*([^*]+)\*\*/g, '$1').replaceAll(/<(https?:[^>]+)>/g, '$1');

/** What people typed must not become Markdown or HTML; addresses of links stay whole. */
const escaped = (values: NoticeValues): NoticeValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' || /^https?:\/\//.test(value)
        ? value
        : escapeHtml(value).replaceAll(/([*_`[\]\\~|])/g, '\\$1'),
    ]),
  );

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
