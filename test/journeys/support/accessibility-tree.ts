import type { Page } from 'playwright-core';

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

export interface AccessibilityTree {
  /** `button "Pay now"`, with its states behind: `checked`, `invalid`, `expanded` and `collapsed`. */
  readonly nodes: readonly string[];
  /** What can have the focus, or is a picture, and has no name. */
  readonly nameless: readonly string[];
}

/** What the browser gives to screen readers of a page. */
export async function accessibilityTree(page: Page): Promise<AccessibilityTree> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { readonly nodes: readonly Node[] };
  await session.detach();
  const shown = nodes.filter(({ ignored, role }) => !ignored && !/Text/.test(role?.value ?? '')).map(described);
  return {
    nodes: shown.map(({ text }) => text),
    nameless: shown.filter((node) => node.name === '' && node.asksForName).map(({ text }) => text),
  };
}

function described({ role, name, properties = [] }: Node) {
  const stateOf = (state: string) => properties.find((one) => one.name === state)?.value.value;
  const words = (name?.value ?? '').replaceAll(/\s+/g, ' ').trim();
  const expanded = stateOf('expanded');
  const states = [
    ...(stateOf('checked') === 'true' ? ['checked'] : []),
    ...(stateOf('invalid') === 'true' ? ['invalid'] : []),
    ...(expanded === undefined ? [] : [expanded === true ? 'expanded' : 'collapsed']),
    ...(role?.value === 'heading' ? [`level ${stateOf('level')}`] : []),
  ];
  return {
    name: words,
    // The document itself, main and an alert take the focus without being a stop of it.
    asksForName:
      ['image', 'img'].includes(role?.value ?? '') ||
      (stateOf('focusable') === true && !['RootWebArea', 'main', 'alert', 'option'].includes(role?.value ?? '')),
    text: [`${role?.value ?? ''} "${words}"`, ...states].join(' '),
  };
}
