import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { homeInView } from '../home-in-view.ts';
import type { PageContext } from '../page.ts';
import { withCallLinks } from '../typed/call-links.ts';
import { finishPage } from '../typed/finish-page.ts';
import { ConsoleFrame } from './console-frame.tsx';
import type { PageFrame } from './page-frame.ts';
import { PortalFrame } from './portal-frame.tsx';

/** Sends `children` inside the whole page: the portal's, or the console's. */
export async function page(c: PageContext, frame: PageFrame, children: Child): Promise<Response> {
  const { status = 200 } = frame;
  if (frame.realm === 'console') {
    return c.html(finishPage(c, await textOf(<ConsoleFrame c={c} frame={frame} children={children} />)), status);
  }
  // Where something is broken, the page that says so asks the database nothing.
  const home = status < 500 ? await homeInView(c) : undefined;
  const html = await textOf(<PortalFrame c={c} frame={frame} home={home} children={children} />);
  const { contact, billed_by_others } = c.var.deps.utility;
  const numbers = [contact.billing_phone, contact.after_hours_phone, ...billed_by_others.map(({ phone }) => phone)];
  return c.html(withCallLinks(finishPage(c, html), numbers), status);
}

/** Where a part of a page waits for something, so does its text. */
const textOf = async (whole: JSX.Element): Promise<string> => String(await whole);
