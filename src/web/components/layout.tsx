import type { Child } from 'hono/jsx';
import { homeInView } from '../home-in-view.ts';
import type { PageContext } from '../page.ts';
import { finishPage } from '../typed/finish-page.ts';
import { ConsoleFrame } from './console-frame.tsx';
import type { PageFrame } from './page-frame.ts';
import { PortalFrame } from './portal-frame.tsx';

/** Sends `children` inside the whole page: the portal's, or the console's. */
export async function page(c: PageContext, frame: PageFrame, children: Child): Promise<Response> {
  const { status = 200 } = frame;
  const send = async (whole: { toString(): string }) => {
    // Where a part of a page waits for something, so does its text.
    const html: string | Promise<string> = whole.toString();
    return c.html(finishPage(c, await html), status);
  };
  if (frame.realm === 'console') return send(<ConsoleFrame c={c} frame={frame} children={children} />);
  // Where something is broken, the page that says so asks the database nothing.
  const home = status < 500 ? await homeInView(c) : undefined;
  return send(<PortalFrame c={c} frame={frame} home={home} children={children} />);
}
