/** Elements of HTML that hold nothing, and are closed where they begin. */
const empty = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

export const hasNoContent = (tag: string): boolean => empty.has(tag);

/** Attributes that say yes by being there; of others, such as `aria-hidden`, true and false are values. */
const switches = new Set([
  ...['allowfullscreen', 'async', 'autofocus', 'autoplay', 'checked', 'controls', 'default', 'defer', 'disabled'],
  ...['download', 'formnovalidate', 'hidden', 'inert', 'ismap', 'itemscope', 'loop', 'multiple', 'muted', 'nomodule'],
  ...['novalidate', 'open', 'playsinline', 'readonly', 'required', 'reversed', 'selected'],
]);

export const isSwitch = (name: string): boolean => switches.has(name);
