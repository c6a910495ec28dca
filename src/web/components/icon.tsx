import { raw } from 'hono/html';
import { type IconName, iconShapes } from './icon-shapes.ts';

const written = new Map<IconName, string>();

/**
 * An icon of USWDS beside the words that say the same, so nobody needs to hear it. Each is written once: a page has eight, which took a
 * fortieth of it.
 */
export function Icon({ name }: { name: IconName }) {
  const text = written.get(name) ?? String(<Shape name={name} />);
  written.set(name, text);
  return raw(text);
}

function Shape({ name }: { name: IconName }) {
  return (
    <svg class="c-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={iconShapes[name]} />
    </svg>
  );
}
