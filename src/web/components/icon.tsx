import { type IconName, iconShapes } from './icon-shapes.ts';

/** An icon of USWDS beside the words that say the same, so nobody needs to hear it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="c-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={iconShapes[name]} />
    </svg>
  );
}
