/** What a page is given before a visitor at the lobby computer sees it. */
export interface Dress {
  /** The bar that stands on every page. */
  readonly bar: string;
  /** Into the head: the scripts, and what wipes where none runs. */
  readonly head: string;
  /** A path of this site as the browser is to see it. */
  readonly pathOf: (path: string) => string;
}

const leaving = /<a\b[^>]*\bhref="(?:https?:|\/\/|mailto:|tel:|sms:)[^"]*"[^>]*>([\s\S]*?)<\/a>/g;
const typed =
  /<input\b(?![^>]*\btype="(?:hidden|checkbox|radio|submit|button|file|image|reset)")[^>]*>|<textarea\b[^>]*>|<form\b[^>]*>/g;

/**
 * The portal's page as the lobby computer shows it, also one that is written tomorrow: the bar, no autofill in any field, no link that leads
 * elsewhere or into another window, and addresses that say nothing.
 */
export function dressPage(html: string, { bar, head, pathOf }: Dress): string {
  return html
    .replace('</head>', () => `${head}</head>`)
    .replace(/<body\b([^>]*)>/, (_, attributes: string) => `<body${withClass(attributes, 'c-kiosk')}>${bar}`)
    .replace(typed, (tag) => withoutAutofill(tag))
    .replace(leaving, '<span class="c-kiosk-no-link">$1</span>')
    .replace(/ target="[^"]*"/g, '')
    .replace(/\b(href|action|formaction)="(\/[^"]*)"/g, (_, name: string, path: string) => {
      const [before = '', fragment] = path.replaceAll('&amp;', '&').split('#');
      return `${name}="${pathOf(before).replaceAll('&', '&amp;')}${fragment === undefined ? '' : `#${fragment}`}"`;
    });
}

function withClass(attributes: string, name: string): string {
  return /\bclass="/.test(attributes)
    ? attributes.replace(/\bclass="/, `class="${name} `)
    : `${attributes} class="${name}"`;
}

const withoutAutofill = (tag: string): string =>
  tag.replace(/ autocomplete="[^"]*"/, '').replace(/^<(input|textarea|form)\b/, '<$1 autocomplete="off"');
