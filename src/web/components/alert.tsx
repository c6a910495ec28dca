import type { Child } from 'hono/jsx';

/** A message that stands out: what changed, what to do, what went well. `level` is the heading's, 2 unless told. */
export function Alert(props: {
  kind: 'info' | 'success' | 'warning' | 'error';
  heading?: string;
  children?: Child;
  /** Announced at once by a screen reader: only for the outcome of what the person just did. */
  live?: boolean;
}) {
  return (
    <div class={`usa-alert usa-alert--${props.kind}`} {...(props.live === true ? { role: 'status' } : {})}>
      <div class="usa-alert__body">
        {props.heading !== undefined && <h2 class="usa-alert__heading">{props.heading}</h2>}
        <div class="usa-alert__text">{props.children}</div>
      </div>
    </div>
  );
}
