import type { Child } from 'hono/jsx';
import { present } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';

/** No place to stop at, for nobody. */
const unseen = { tabindex: -1, 'aria-hidden': 'true' } as const;

/** What Enter presses, seen by nobody: stands before the buttons of a form that do something else than send it. */
export const FirstButton = () => (
  <button class="c-first-button" type="submit" {...unseen} data-own-words>
    ·
  </button>
);

/** A way back to an earlier answer that takes along what is typed on this page; needs a `FirstButton` before it. */
export const ChangeButton = (props: { readonly to: string; readonly says?: string; readonly children: Child }) => (
  <button
    class="usa-button usa-button--unstyled"
    type="submit"
    name="change"
    value={props.to}
    {...present({ 'aria-label': props.says })}
  >
    {props.children}
  </button>
);

/** A link of a form to a page of which it speaks; what is typed is there again on the way back. Needs a `FirstButton` before it. */
export function AsideButton(props: { readonly c: PageContext; readonly to: string; readonly children: Child }) {
  const { c, to } = props;
  return (
    <button
      class="usa-button usa-button--unstyled"
      type="submit"
      formaction={`${paths.keptForm}?${new URLSearchParams({ back: c.var.path, to })}`}
      formenctype="application/x-www-form-urlencoded"
    >
      {props.children}
    </button>
  );
}
