import type { JSX } from 'hono/jsx/jsx-runtime';
import { hasNoContent, isSwitch } from './attributes.ts';

/**
 * What JSX of this project becomes: text, as soon as an element is made. Hono's own makes a tree of nodes first, which it then
 * walks; its types are used, and what is written is the same, byte for byte (docs/decisions/0029-elements-are-written-at-once.md).
 */
export type { JSX };

/** Text that was written here, and is not escaped again; Hono knows it by the same mark. */
class Markup {
  readonly isEscaped = true;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Written = Markup | Promise<Markup>;
type Text = string | Promise<string>;
type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => unknown;

/** An element, or what a component makes of its properties. */
export function jsx(tag: string | Component, props: Props): unknown {
  if (typeof tag === 'string') return element(tag, props);
  const made = tag(props);
  // It fails where it is waited for; where what stands beside it failed first, nobody waits any more.
  if (made instanceof Promise) made.catch(() => undefined);
  return made;
}

export const Fragment = ({ children }: Props): Written => markup(textOf(children));

export { jsx as jsxDEV, jsx as jsxs };

function element(tag: string, props: Props): Written {
  let open = `<${tag}`;
  for (const name in props) if (name !== 'children') open += attribute(name, props[name]);
  if (props['children'] === undefined && hasNoContent(tag)) return new Markup(`${open}/>`);
  const content = textOf(props['children']);
  if (typeof content === 'string') return new Markup(`${open}>${content}</${tag}>`);
  return content.then((text) => new Markup(`${open}>${text}</${tag}>`));
}

const nameOfAttribute = /^[a-zA-Z][\w:.-]*$/;

function attribute(name: string, value: unknown): string {
  if (!nameOfAttribute.test(name)) throw new TypeError(`${name} names no attribute`);
  if (typeof value === 'string') return ` ${name}="${escaped(value)}"`;
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return ` ${name}="${value}"`;
  if (typeof value !== 'boolean') throw new TypeError(`an attribute ${name} is text, a number or a boolean`);
  if (!isSwitch(name)) return ` ${name}="${value}"`;
  return value ? ` ${name}=""` : '';
}

function textOf(child: unknown): Text {
  if (typeof child === 'string') return escaped(child);
  if (child instanceof Markup) return child.text;
  if (child === undefined || child === null || typeof child === 'boolean') return '';
  if (typeof child === 'number') return String(child);
  if (Array.isArray(child)) return joined(child.map(textOf));
  if (child instanceof Promise) return child.then(textOf);
  // What `raw` of Hono made.
  if (child instanceof String && 'isEscaped' in child) return child.toString();
  throw new TypeError('an element holds text, numbers and other elements');
}

const joined = (texts: readonly Text[]): Text =>
  texts.every((text) => typeof text === 'string') ? texts.join('') : Promise.all(texts).then((all) => all.join(''));

const markup = (text: Text): Written =>
  typeof text === 'string' ? new Markup(text) : text.then((one) => new Markup(one));

const special = /[&<>'"]/;

const escaped = (text: string): string =>
  special.test(text)
    ? text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;')
    : text;
